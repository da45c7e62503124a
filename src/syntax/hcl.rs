//! HCL, the language of Terraform and OpenTofu.
