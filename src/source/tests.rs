use super::*;

#[test]
fn positions_count_characters_from_one_and_do_not_count_a_byte_order_mark() {
    let file = SourceFile::new("a", FileKind::Dockerfile, "\u{feff}FROM é\nRUN x");
    assert_eq!(file.position(3), Position { line: 1, column: 1, offset: 3 });
    assert_eq!(file.position(10), Position { line: 1, column: 7, offset: 10 });
    assert_eq!(file.position(15), Position { line: 2, column: 5, offset: 15 });
    assert_eq!(&file.text()[file.line_range(1)], "RUN x");
}

#[test]
fn names_answer_for_files_and_folders() {
    let files =
        Files::new(vec![SourceFile::new("a/Dockerfile", FileKind::Dockerfile, "")], vec!["a-b/c".into(), "a/x".into()]);
    assert!(files.exists("a/x") && files.folder_exists("a") && !files.exists("a") && !files.folder_exists("b"));
    assert_eq!(files.below("a").collect::<Vec<_>>(), ["a/Dockerfile", "a/x"]);
}

#[test]
fn paths_never_leave_the_root() {
    assert_eq!(join_path("a/b", "../c/./d").as_deref(), Some("a/c/d"));
    assert_eq!(join_path("a", "../.."), None);
    assert_eq!(join_path("a", "/etc"), None);
}
