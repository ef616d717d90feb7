//! [`Card::png`]: the SVG as PNG.

use super::{
    super::SyndicationError,
    card::{Card, PICTURE},
    font::{REGULAR, SEMIBOLD},
};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};
use std::{
    fmt::Display,
    sync::{Arc, LazyLock},
};

/// The fonts of pictures; none of the system's, so that a picture is the same everywhere.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [REGULAR, SEMIBOLD] {
        fonts.load_font_data(font.to_vec());
    }
    Arc::new(fonts)
});

impl Card {
    /// The picture, 1200 by 630 pixels. It takes some ten milliseconds of computing: not for a
    /// thread that answers requests.
    ///
    /// # Errors
    /// None that is known: fonts and template are part of the program.
    pub fn png(&self) -> Result<Vec<u8>, SyndicationError> {
        let options = Options {
            fontdb: Arc::clone(&FONTS),
            ..Options::default()
        };
        let tree = Tree::from_str(&self.svg()?, &options).map_err(failed)?;
        let (width, height) = PICTURE;
        let mut pixels = Pixmap::new(width, height).ok_or_else(|| failed("no room for it"))?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        pixels.encode_png().map_err(failed)
    }
}

fn failed(cause: impl Display) -> SyndicationError {
    SyndicationError::Picture(cause.to_string())
}
