use super::*;

/// The files of each invocation that is wholly known, joined; `?` for one that is not.
fn files(text: &str) -> Vec<String> {
    invocations(text).iter().map(|it| it.known().map_or("?".to_owned(), |files| files.join(" "))).collect()
}

#[test]
fn files_are_named_by_options_before_the_sub_command() {
    assert_eq!(files("docker compose -f a.yaml -f b/c.yml up -d"), ["a.yaml b/c.yml"]);
    assert_eq!(files("sudo docker-compose --file=a.yaml -p x --profile y -fb.yaml run -f z"), ["a.yaml b.yaml"]);
    assert_eq!(
        files("@cd x && docker compose \\\n\t--file \"a.yaml\" \\\n\t-f 'b.yaml' config > out"),
        ["a.yaml b.yaml"]
    );
    assert_eq!(
        files("ssh host \"docker compose -f a.yaml up\" && /usr/bin/docker compose -f b.yaml up"),
        ["a.yaml", "b.yaml"]
    );
    assert!(
        files("docker compose up -f\nmy-docker compose -f x up\ndocker compose-x -f y\n# docker compose -f z up")
            .is_empty()
    );
}

#[test]
fn what_cannot_be_known_is_open() {
    for text in [
        "docker compose -f a.yaml $MORE up",
        "docker compose -f $DIR/a.yaml up",
        "docker compose -f a.yaml [-f b.yaml] up",
        "docker compose -f <file> up",
        "docker compose --project-directory .. -f a.yaml up",
        "docker compose -f - up",
        "COMPOSE_FILE=a.yaml:$B docker compose up",
    ] {
        assert_eq!(files(text), ["?"], "{text}");
    }
}

#[test]
fn plain_variables_are_put_in() {
    assert_eq!(files("DC := docker compose -f a.yaml -f $(DIR)/b.yaml\nDIR = x\nup:\n\t$(DC) up"), ["a.yaml x/b.yaml"]);
    assert_eq!(files("DC='docker compose -f a.yaml'\n$DC -f b.yaml up"), ["a.yaml b.yaml"]);
    assert_eq!(files("FILES=(-f a.yaml -f b.yaml)\ndocker compose \"${FILES[@]}\" up"), ["a.yaml b.yaml"]);
    assert_eq!(files("F=a.yaml\nF=b.yaml\ndocker compose -f $F up"), ["?"]);
    assert_eq!(files("A=$B\nB=$A$A\ndocker compose -f $A up"), ["?"]);
}

#[test]
fn the_variable_names_files() {
    assert_eq!(files("export COMPOSE_FILE=a.yaml:b.yaml"), ["a.yaml b.yaml"]);
    assert_eq!(files("COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=\"a.yaml,b.yaml\" docker compose up"), ["a.yaml b.yaml"]);
    assert_eq!(files("COMPOSE_FILE='a.yaml;b.yaml'"), ["a.yaml b.yaml"]);
    assert!(files("MY_COMPOSE_FILE=a.yaml\nCOMPOSE_FILES=b.yaml").is_empty());
}

#[test]
fn the_last_folder_is_told() {
    let folders = |text: &str| invocations(text).into_iter().map(|it| it.folder).collect::<Vec<_>>();
    assert_eq!(folders("cd deploy\ndocker compose -f a.yaml up"), [Some("deploy".to_owned())]);
    assert_eq!(folders("(cd $X && docker compose -f a.yaml up)"), [None]);
    assert_eq!(folders("abcd x; docker compose -f a.yaml up"), [None]);
}

#[test]
fn files_of_variables_are_named_by_option_and_by_variable() {
    let env_files = |text: &str| -> Vec<String> {
        let found = invocations(text);
        found.iter().map(|it| it.known_env_files().map_or("?".to_owned(), |files| files.join(" "))).collect()
    };
    assert_eq!(env_files("docker compose --env-file a.env --env-file=b/.env -f c.yaml up"), ["a.env b/.env"]);
    assert_eq!(env_files("ENV = prod.env\nup:\n\tdocker-compose --env-file $(ENV) up -d"), ["prod.env"]);
    assert_eq!(env_files("export COMPOSE_ENV_FILES=a.env,b.env\ndocker compose -f c.yaml up"), ["a.env b.env"]);
    assert_eq!(env_files("docker compose --env-file $X up"), ["?"]);
    assert!(env_files("docker compose up --env-file a.env").is_empty());
}
