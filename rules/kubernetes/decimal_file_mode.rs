use crate::diagnostic::Severity;
use crate::fix::Safety;
use crate::fix::yaml as fix;
use crate::model::kubernetes::PodSpec;
use crate::model::kubernetes::volume::Volume;
use crate::rule::{Check, Cx};
use crate::tree::Entry;

pub const CHECK: Check = Check::PodSpec(check);

/// Permissions that files usually have, in octal.
const USUAL: [u32; 18] = [
    0o400, 0o440, 0o444, 0o500, 0o550, 0o555, 0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o700, 0o750, 0o755, 0o770,
    0o775, 0o777,
];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    for volume in pod.volumes().into_iter().map(Volume::new) {
        for mode in volume.modes() {
            check_mode(mode, volume, cx);
        }
    }
}

fn check_mode(mode: Entry<'_>, volume: Volume<'_>, cx: &mut Cx<'_>) {
    let Some(number) = mode.value.as_i64() else { return };
    let is_refused = !(0..=0o777).contains(&number);
    let meant = u32::from_str_radix(mode.value.text(), 8).ok().filter(|meant| USUAL.contains(meant));
    let is_usual = u32::try_from(number).is_ok_and(|number| USUAL.contains(&number));
    if !is_refused && (meant.is_none() || is_usual) {
        return;
    }
    let (field, text) = (mode.key.text(), mode.value.text());
    let message = if is_refused {
        format!("`{field}: {text}` of volume `{}` is no permission: they end at 0777, which is 511", volume.name())
    } else {
        format!("`{field}: {text}` of volume `{}` is a decimal number, and stands for 0{number:o}", volume.name())
    };
    let help = meant.map_or_else(
        || "write it in octal, with a 0 before it".to_owned(),
        |meant| format!("write 0{meant:o}, which is {meant} in decimal"),
    );
    let safety = if is_refused { Safety::Safe } else { Safety::Unsafe };
    let severity = if is_refused { Severity::Error } else { Severity::Warning };
    cx.report(mode.value, message).severity(severity).help(help).fix(
        "write it in octal",
        safety,
        meant.and_then(|meant| fix::set_octal(mode.value, meant)),
    );
}
