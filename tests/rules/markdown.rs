//! A page as its blocks and the prose between them.

/// A part of a page.
#[derive(Debug)]
pub enum Item {
    /// A line outside of any block, without its line ending.
    Prose(String),
    /// A fenced block.
    Block(Block),
}

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    /// The fence that opens and closes it.
    pub fence: String,
    /// What follows the fence: the language, and the name of the file if it matters.
    pub info: String,
    /// The text, each line with its line ending.
    pub text: String,
    /// The line of the fence, from 1.
    pub line: usize,
}

/// Takes a page apart. Fences stand at the start of a line.
pub fn parse(page: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in page.lines().enumerate() {
        if let Some(mut block) = open.take() {
            if line == block.fence {
                items.push(Item::Block(block));
            } else {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
        } else if line.starts_with("```") {
            let info = line.trim_start_matches('`');
            open = Some(Block {
                fence: "`".repeat(line.len() - info.len()),
                info: info.to_owned(),
                text: String::new(),
                line: at + 1,
            });
        } else {
            items.push(Item::Prose(line.to_owned()));
        }
    }
    assert!(open.is_none(), "a block is not closed: {open:?}");
    items
}

/// Puts a page together again.
pub fn write(items: &[Item]) -> String {
    let mut page = String::new();
    for item in items {
        match item {
            Item::Prose(line) => {
                page.push_str(line);
                page.push('\n');
            }
            Item::Block(block) => {
                let Block { fence, info, text, .. } = block;
                page.extend([fence, info, "\n", text, fence, "\n"]);
            }
        }
    }
    page
}

impl Block {
    /// A block without a name.
    pub fn new(language: &str, text: String) -> Self {
        Self { fence: "```".into(), info: language.into(), text, line: 0 }
    }

    /// The first word after the fence.
    pub fn language(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or_default()
    }

    /// The path of the file that it shows; `None` if it shows something else.
    pub fn path(&self) -> Option<String> {
        let name = self.info.split_whitespace().nth(1).map(str::to_owned);
        let default = match self.language() {
            "text" | "diff" => return None,
            "dockerfile" => "Dockerfile",
            "dockerignore" => ".dockerignore",
            "yaml" | "yml" => "example.yaml",
            "json" => "example.json",
            "hcl" | "terraform" => "main.tf",
            _ => return name,
        };
        Some(name.unwrap_or_else(|| default.to_owned()))
    }
}
