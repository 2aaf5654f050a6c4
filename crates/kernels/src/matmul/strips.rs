use super::matrix::Matrix;
use super::pack::{pack, Panel};
use super::tile::Product;

/// A block of b in strips as wide as a tile.
pub(super) struct Strips<'a, R> {
    source: Matrix<'a, R>,
    pub columns: usize,
    pub depth: usize,
    width: usize,
    /// Where strips are packed: all of them, or each to the front when it is asked for, which then stays in the
    /// first-level cache.
    buffer: &'a mut [R],
    complete: bool,
    /// All strips, packed by somebody else.
    given: Option<&'a [R]>,
    /// Whole strips may be read where they are.
    pub in_place: bool,
}

impl<'a, R: Product> Strips<'a, R> {
    pub fn new(source: Matrix<'a, R>, columns: usize, depth: usize, width: usize, buffer: &'a mut [R]) -> Self {
        let in_place = source.column_stride == 1 && source.row_stride >= width;
        Self {
            source,
            columns,
            depth,
            width,
            buffer,
            complete: false,
            given: None,
            in_place,
        }
    }

    pub fn packed(strips: &'a [R], columns: usize, depth: usize, width: usize) -> Self {
        let source = Matrix {
            data: &[][..],
            row_stride: 0,
            column_stride: 0,
        };
        Self {
            given: Some(strips),
            ..Self::new(source, columns, depth, width, &mut [])
        }
    }

    pub fn pack_all(&mut self) {
        for column in (0..self.columns).step_by(self.width) {
            self.pack(column, column * self.depth);
        }
        self.complete = true;
    }

    fn pack(&mut self, column: usize, offset: usize) {
        let source = Panel {
            data: self.source.from(0, column).data,
            lanes: self.width.min(self.columns - column),
            lane_stride: self.source.column_stride,
            depth: self.depth,
            depth_stride: self.source.row_stride,
        };
        pack(source, self.width, &mut self.buffer[offset..]);
    }

    /// The strip that begins at a column, and how far its rows are apart.
    pub fn strip(&mut self, column: usize) -> (&[R], usize) {
        if let Some(given) = self.given {
            return (&given[column * self.depth..], self.width);
        }
        if self.complete {
            return (&self.buffer[column * self.depth..], self.width);
        }
        if self.in_place && column + self.width <= self.columns {
            return (self.source.from(0, column).data, self.source.row_stride);
        }
        self.pack(column, 0);
        (self.buffer, self.width)
    }
}
