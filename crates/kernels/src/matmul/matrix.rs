/// A matrix that is read: element `(row, column)` is `data[row · row_stride + column · column_stride]`.
/// A transposed matrix has its strides exchanged.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a, R> {
    pub data: &'a [R],
    pub row_stride: usize,
    pub column_stride: usize,
}

impl<R> Matrix<'_, R> {
    /// Whether every element of a `rows × columns` matrix lies inside `data`.
    pub fn holds(&self, rows: usize, columns: usize) -> bool {
        if rows == 0 || columns == 0 {
            return true;
        }
        let last_row = (rows - 1).checked_mul(self.row_stride);
        let last_column = (columns - 1).checked_mul(self.column_stride);
        match (last_row, last_column) {
            (Some(row), Some(column)) => row.checked_add(column).is_some_and(|last| last < self.data.len()),
            _ => false,
        }
    }

    /// The same elements with rows for columns.
    pub(super) fn transposed(&self) -> Self {
        Self {
            row_stride: self.column_stride,
            column_stride: self.row_stride,
            ..*self
        }
    }

    /// The elements from `(row, column)` on.
    pub(super) fn from(&self, row: usize, column: usize) -> Self {
        Self {
            data: &self.data[row * self.row_stride + column * self.column_stride..],
            ..*self
        }
    }
}
