use super::super::{Dimension, Geometry};
use std::vec;
use std::vec::Vec;

pub fn dimension(large: usize, kernel: usize, stride: usize, padding: usize, dilation: usize) -> Dimension {
    let small = (large + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
    Dimension {
        large,
        small,
        kernel,
        stride,
        padding,
        dilation,
    }
}

pub fn geometry(batch: usize, groups: usize, large: usize, small: usize, y: Dimension, x: Dimension) -> Geometry {
    Geometry {
        batch,
        groups,
        large,
        small,
        y,
        x,
    }
}

pub fn geometries() -> Vec<Geometry> {
    let d = dimension;
    let single = d(1, 1, 1, 0, 1);
    vec![
        geometry(2, 1, 3, 5, d(7, 3, 1, 1, 1), d(9, 3, 1, 1, 1)),
        geometry(1, 1, 1, 1, d(1, 1, 1, 0, 1), d(1, 1, 1, 0, 1)),
        geometry(3, 1, 7, 13, d(5, 5, 1, 2, 1), d(5, 5, 1, 2, 1)),
        geometry(2, 2, 3, 4, d(11, 3, 2, 1, 1), d(8, 5, 3, 2, 1)),
        geometry(2, 1, 30, 9, d(12, 3, 1, 2, 2), d(10, 2, 2, 3, 3)),
        geometry(1, 1, 4, 6, d(33, 3, 1, 1, 1), d(35, 3, 1, 1, 1)),
        geometry(2, 1, 3, 100, d(40, 4, 2, 1, 1), d(37, 3, 2, 0, 1)),
        geometry(2, 5, 1, 1, d(13, 3, 1, 1, 1), d(30, 3, 1, 1, 1)),
        geometry(2, 3, 1, 2, d(13, 3, 2, 1, 1), d(30, 5, 3, 1, 2)),
        geometry(1, 2, 3, 1, d(9, 3, 1, 0, 1), d(9, 1, 1, 0, 1)),
        geometry(2, 1, 2, 5, single, d(1500, 7, 1, 3, 1)),
        geometry(1, 1, 2, 3, single, d(1500, 3, 1, 300, 400)),
        geometry(1, 1, 2, 3, single, d(700, 300, 2, 10, 1)),
        geometry(3, 1, 5, 9, d(9, 1, 2, 0, 1), d(7, 1, 3, 0, 1)),
        geometry(9, 1, 40, 8, d(9, 1, 1, 0, 1), d(7, 1, 1, 0, 1)),
        geometry(2, 1, 2, 3, d(9, 2, 5, 0, 1), d(12, 2, 4, 1, 1)),
        geometry(40, 1, 6, 16, d(5, 5, 1, 0, 1), d(5, 5, 1, 0, 1)),
        geometry(1, 1, 2, 3, d(20, 2, 4, 1, 6), d(20, 3, 6, 2, 4)),
        geometry(3, 2, 3, 10, d(9, 5, 1, 0, 1), d(12, 5, 2, 1, 2)),
        geometry(3, 1, 2, 9, d(6, 5, 3, 2, 1), d(9, 4, 1, 0, 2)),
        geometry(5, 2, 3, 8, d(4, 4, 1, 0, 1), d(3, 3, 2, 0, 1)),
        geometry(3, 1, 6, 16, d(14, 5, 1, 0, 1), d(14, 5, 1, 0, 1)),
        geometry(2, 2, 3, 11, d(13, 3, 2, 0, 1), d(17, 4, 1, 1, 2)),
        geometry(2, 1, 1, 32, d(28, 3, 1, 0, 1), d(28, 3, 1, 0, 1)),
        // Each channel by itself: narrower than a vector, without padding, two filters, kernels other than 3 × 3,
        // strides, dilation, several strips, wider padding than needed, long rows.
        geometry(2, 3, 1, 1, d(5, 3, 1, 1, 1), d(3, 3, 1, 1, 1)),
        geometry(2, 2, 1, 2, d(9, 3, 1, 0, 1), d(6, 3, 1, 0, 1)),
        geometry(1, 3, 1, 1, d(7, 5, 1, 2, 1), d(10, 5, 1, 2, 1)),
        geometry(2, 2, 1, 1, d(8, 4, 1, 1, 1), d(11, 7, 1, 3, 1)),
        geometry(1, 2, 1, 2, d(9, 3, 2, 1, 1), d(13, 3, 1, 1, 1)),
        geometry(2, 2, 1, 1, d(9, 3, 2, 1, 1), d(9, 3, 2, 1, 1)),
        geometry(1, 2, 1, 1, d(9, 3, 1, 2, 2), d(9, 3, 1, 2, 2)),
        geometry(1, 2, 1, 1, d(70, 3, 1, 1, 1), d(150, 3, 1, 2, 1)),
        geometry(1, 1, 1, 1, d(90, 3, 1, 0, 1), d(170, 3, 1, 5, 1)),
        geometry(2, 3, 1, 1, single, d(3000, 3, 1, 1, 1)),
        geometry(1, 2, 1, 1, d(4, 3, 1, 1, 1), d(9000, 3, 1, 1, 1)),
    ]
}
