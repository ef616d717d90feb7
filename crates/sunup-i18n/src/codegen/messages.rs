//! [`Messages`]: from a folder of Fluent files to a file of Rust.

use super::{
    CodegenError, Fault, catalog::Catalog, function::functions, identifier::rust_name,
    rust::Writer, source::Source,
};
use crate::Locale;
use std::{
    collections::BTreeMap,
    fs,
    path::{Component, Path, PathBuf},
};

/// The messages of one language: the `.ftl` files of a folder that is named by its tag.
#[derive(Clone, Debug)]
pub struct Messages {
    folder: PathBuf,
    runtime: String,
}

impl Messages {
    /// The messages in this folder, `../locales/en` say.
    pub fn of(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            runtime: "::sunup_i18n".to_owned(),
        }
    }

    /// The path under which the generated code finds this crate, when it is not `::sunup_i18n`.
    #[must_use]
    pub fn runtime(mut self, path: &str) -> Self {
        path.clone_into(&mut self.runtime);
        self
    }

    /// For a build script: writes `t.rs` into `OUT_DIR`, to be included by a module `t`, and has
    /// cargo call again when a file changed. Cargo shows each fault as an error of the build.
    pub fn build(&self) {
        println!("cargo::rerun-if-changed={}", self.folder.display());
        let written = self.generate().and_then(|rust| {
            let path = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("t.rs");
            fs::write(&path, rust).map_err(|error| CodegenError::Write { path, error })
        });
        if let Err(error) = written {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
        }
    }

    /// The messages as Rust.
    ///
    /// # Errors
    /// When the folder cannot be read, or with every fault of its files.
    pub fn generate(&self) -> Result<String, CodegenError> {
        let tag = self.folder.file_name().unwrap_or_default();
        let locale = tag.to_str().and_then(Locale::from_tag);
        let locale = locale.ok_or_else(|| CodegenError::UnknownLocale(self.folder.clone()))?;
        let sources = self.sources()?;
        let mut faults = Vec::new();
        let catalog = Catalog::of(&sources, &mut faults);
        let mut modules: BTreeMap<String, &Source> = BTreeMap::new();
        let mut writer = Writer::new(&self.runtime, locale);
        for file in &catalog.files {
            let source = file.source;
            let Some(name) = rust_name(source.name()) else {
                let reason = "the file's name cannot be the name of a module in Rust";
                faults.push(Fault::at(source, "", reason));
                continue;
            };
            if let Some(other) = modules.insert(name.clone(), source) {
                let reason = format!("{} would be the module {name} as well", other.path());
                faults.push(Fault::at(source, "", reason));
            }
            let functions = functions(&catalog, locale, file, &mut faults);
            // A file may hold nothing but terms.
            if !functions.is_empty() {
                writer.module(&name, source, &functions);
            }
        }
        if faults.is_empty() {
            return Ok(writer.finish());
        }
        // What several messages refer to was looked at several times.
        faults.sort();
        faults.dedup();
        Err(CodegenError::Faults(faults))
    }

    fn sources(&self) -> Result<Vec<Source>, CodegenError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            |error| CodegenError::Read { path, error }
        };
        let mut paths = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(unreadable(&self.folder))? {
            let path = entry.map_err(unreadable(&self.folder))?.path();
            if path.is_dir() {
                return Err(CodegenError::Folder(path));
            }
            if path.extension().is_some_and(|extension| extension == "ftl") {
                paths.push(path);
            }
        }
        if paths.is_empty() {
            return Err(CodegenError::Empty(self.folder.clone()));
        }
        paths.sort();
        let read = |path: PathBuf| {
            let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            Ok(Source::new(shown(&path), name.into_owned(), text))
        };
        paths.into_iter().map(read).collect()
    }
}

/// A path as messages show it: from the root of the repository, where people call cargo, and not
/// from the package, where cargo calls build scripts.
fn shown(path: &Path) -> String {
    let below: PathBuf = path
        .components()
        .filter(|part| !matches!(part, Component::ParentDir | Component::CurDir))
        .collect();
    below.to_string_lossy().replace('\\', "/")
}
