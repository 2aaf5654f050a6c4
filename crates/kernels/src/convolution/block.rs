use super::geometry::Correlation;

/// Positions that are computed together: images, or rows of one image, or columns of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub image: usize,
    pub images: usize,
    pub row: usize,
    pub rows: usize,
    pub column: usize,
    pub columns: usize,
}

impl Block {
    pub fn positions(&self) -> usize {
        self.images * self.rows * self.columns
    }
}

/// Calls `visit` with the blocks of at most `most` positions into which all fall, in order.
#[inline(never)]
pub(super) fn for_each_block(c: &Correlation, most: usize, visit: &mut dyn FnMut(Block)) {
    let (height, width) = (c.y.count, c.x.count);
    let columns = even_share(width, most);
    let rows = if columns < width {
        1
    } else {
        even_share(height, most / width)
    };
    let images = if rows < height {
        1
    } else {
        even_share(c.batch, most / (height * width))
    };
    for image in (0..c.batch).step_by(images) {
        for row in (0..height).step_by(rows) {
            for column in (0..width).step_by(columns) {
                visit(Block {
                    image,
                    images: images.min(c.batch - image),
                    row,
                    rows: rows.min(height - row),
                    column,
                    columns: columns.min(width - column),
                });
            }
        }
    }
}

/// At most `limit`, at least 1, so that the parts of `size` are about equal.
fn even_share(size: usize, limit: usize) -> usize {
    if size <= limit {
        return size;
    }
    size.div_ceil(size.div_ceil(limit.max(1)))
}
