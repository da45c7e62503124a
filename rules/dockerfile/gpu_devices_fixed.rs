use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Env(pairs) = instruction.command() else { return };
    for pair in pairs {
        let Some(written) = &pair.value else { continue };
        let value = instruction.evaluate(written);
        let Some(value) = value.as_str() else { continue };
        let name = pair.name.as_str();
        match name {
            "NVIDIA_VISIBLE_DEVICES" | "CUDA_VISIBLE_DEVICES" if names_devices(value) => {
                cx.report(pair.name.span(), format!("`{name}={value}` chooses graphics cards for every machine"))
                    .help("leave that to whoever starts the container")
                    .stands_for(["tally:gpu/no-hardcoded-visible-devices"]);
            }
            "NVIDIA_DRIVER_CAPABILITIES" if value == "all" => {
                cx.report(pair.name.span(), format!("`{name}=all` mounts more of the driver than most programs need"))
                    .help("name what is needed: `compute,utility`")
                    .stands_for(["tally:gpu/prefer-minimal-driver-capabilities"]);
            }
            _ => {}
        }
    }
}

/// Whether a list names cards by number or identifier.
fn names_devices(value: &str) -> bool {
    let is_device = |item: &str| item.parse::<u32>().is_ok() || item.starts_with("GPU-") || item.starts_with("MIG-");
    !value.is_empty() && value.split(',').all(|item| is_device(item.trim()))
}
