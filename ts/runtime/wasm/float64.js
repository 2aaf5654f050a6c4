/* @ts-self-types="./float64.d.ts" */

/**
 * r" y = |x|
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function abs(x, y, n, p, q) {
    const ret = wasm.abs(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·sign(x); saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function abs_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.abs_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = |x|, wrapping around
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function abs_i32(x, y, n) {
    const ret = wasm.abs_i32(x, y, n);
    return ret;
}

/**
 * y += x
 * @param {number} y
 * @param {number} x
 * @param {number} n
 * @returns {number}
 */
export function accumulate(y, x, n) {
    const ret = wasm.accumulate(y, x, n);
    return ret;
}

/**
 * Adam, or AdamW when `decoupled`; entries [n, param, grad, exp_avg, exp_avg_sq, max_exp_avg_sq (0 without amsgrad),
 * step (this one included)]
 * @param {number} table
 * @param {number} count
 * @param {number} lr
 * @param {number} beta1
 * @param {number} beta2
 * @param {number} eps
 * @param {number} weight_decay
 * @param {boolean} decoupled
 * @param {boolean} amsgrad
 * @param {boolean} maximize
 * @returns {number}
 */
export function adam_step(table, count, lr, beta1, beta2, eps, weight_decay, decoupled, amsgrad, maximize) {
    const ret = wasm.adam_step(table, count, lr, beta1, beta2, eps, weight_decay, decoupled, amsgrad, maximize);
    return ret;
}

/**
 * r" y = a + b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function add(a, b, y, n, layout, scalar) {
    const ret = wasm.add(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = a + b, wrapping around
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function add_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.add_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y[o, i] = whether every x[o, l, i] is true
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function all(x, y, outer, length, inner) {
    const ret = wasm.all(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = whether any x[o, l, i] is true
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function any(x, y, outer, length, inner) {
    const ret = wasm.any(x, y, outer, length, inner);
    return ret;
}

/**
 * y_i = start + i·step
 * @param {number} y
 * @param {number} n
 * @param {number} start
 * @param {number} step
 * @returns {number}
 */
export function arange(y, n, start, step) {
    const ret = wasm.arange(y, n, start, step);
    return ret;
}

/**
 * y_i = start + i·step without its fraction
 * @param {number} y
 * @param {number} n
 * @param {number} start
 * @param {number} step
 * @returns {number}
 */
export function arange_i32(y, n, start, step) {
    const ret = wasm.arange_i32(y, n, start, step);
    return ret;
}

/**
 * r" y = arctan x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function atan(x, y, n, p, q) {
    const ret = wasm.atan(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy/(x² + 1); saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function atan_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.atan_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * y = Σ x over each window / divisor, which is the window's size when 0 is given
 * @param {number} x
 * @param {number} y
 * @param {number} layout
 * @param {boolean} counts_padding
 * @param {number} fixed_divisor
 * @returns {number}
 */
export function average_pool(x, y, layout, counts_padding, fixed_divisor) {
    const ret = wasm.average_pool(x, y, layout, counts_padding, fixed_divisor);
    return ret;
}

/**
 * dx = Σ dy / divisor over the windows that cover it
 * @param {number} dy
 * @param {number} dx
 * @param {number} layout
 * @param {boolean} counts_padding
 * @param {number} fixed_divisor
 * @returns {number}
 */
export function average_pool_backward(dy, dx, layout, counts_padding, fixed_divisor) {
    const ret = wasm.average_pool_backward(dy, dx, layout, counts_padding, fixed_divisor);
    return ret;
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, for each channel of x [batch, channels, inner]. The running
 * statistics move by the share momentum towards the mean and the variance with the divisor n − 1.
 * statistics [3, channels] is for the backward pass
 * @param {number} x
 * @param {number} weight
 * @param {number} bias
 * @param {number} y
 * @param {number} statistics
 * @param {number} running_mean
 * @param {number} running_variance
 * @param {number} batch
 * @param {number} channels
 * @param {number} inner
 * @param {number} eps
 * @param {number} momentum
 * @returns {number}
 */
export function batch_norm(x, weight, bias, y, statistics, running_mean, running_variance, batch, channels, inner, eps, momentum) {
    const ret = wasm.batch_norm(x, weight, bias, y, statistics, running_mean, running_variance, batch, channels, inner, eps, momentum);
    return ret;
}

/**
 * The gradients of batch_norm, or with of_batch false of batch_norm_inference
 * @param {number} x
 * @param {number} dy
 * @param {number} weight
 * @param {number} statistics
 * @param {number} dx
 * @param {number} dweight
 * @param {number} dbias
 * @param {number} batch
 * @param {number} channels
 * @param {number} inner
 * @param {boolean} of_batch
 * @returns {number}
 */
export function batch_norm_backward(x, dy, weight, statistics, dx, dweight, dbias, batch, channels, inner, of_batch) {
    const ret = wasm.batch_norm_backward(x, dy, weight, statistics, dx, dweight, dbias, batch, channels, inner, of_batch);
    return ret;
}

/**
 * As batch_norm, with a given mean and variance of each channel
 * @param {number} x
 * @param {number} mean
 * @param {number} variance
 * @param {number} weight
 * @param {number} bias
 * @param {number} y
 * @param {number} statistics
 * @param {number} batch
 * @param {number} channels
 * @param {number} inner
 * @param {number} eps
 * @returns {number}
 */
export function batch_norm_inference(x, mean, variance, weight, bias, y, statistics, batch, channels, inner, eps) {
    const ret = wasm.batch_norm_inference(x, mean, variance, weight, bias, y, statistics, batch, channels, inner, eps);
    return ret;
}

/**
 * r" y = −(b·max(ln a, −100) + (1 − b)·max(ln(1 − a), −100))
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function bce_loss(a, b, y, n, layout, scalar) {
    const ret = wasm.bce_loss(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" da = dy·(a − b)/max(a·(1 − a), 10⁻¹²)
 * @param {number} a
 * @param {number} b
 * @param {number} dy
 * @param {number} da
 * @param {number} n
 * @param {number} p
 * @returns {number}
 */
export function bce_loss_backward(a, b, dy, da, n, p) {
    const ret = wasm.bce_loss_backward(a, b, dy, da, n, p);
    return ret;
}

/**
 * r" y = (1 − b)·a + ln(1 + e^(−a))
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function bce_with_logits_loss(a, b, y, n, layout, scalar) {
    const ret = wasm.bce_with_logits_loss(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" da = dy·(sigmoid(a) − b)
 * @param {number} a
 * @param {number} b
 * @param {number} dy
 * @param {number} da
 * @param {number} n
 * @param {number} p
 * @returns {number}
 */
export function bce_with_logits_loss_backward(a, b, dy, da, n, p) {
    const ret = wasm.bce_with_logits_loss_backward(a, b, dy, da, n, p);
    return ret;
}

/**
 * r" y = 1 for true, 0 for false
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function bool_to_i32(x, y, n) {
    const ret = wasm.bool_to_i32(x, y, n);
    return ret;
}

/**
 * r" y = 1 for true, 0 for false
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function bool_to_real(x, y, n) {
    const ret = wasm.bool_to_real(x, y, n);
    return ret;
}

/**
 * r" y = ⌈x⌉
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function ceil(x, y, n, p, q) {
    const ret = wasm.ceil(x, y, n, p, q);
    return ret;
}

/**
 * Chooses the tile that multiplies from now on; all give the same bits
 * @param {number} index
 */
export function choose_tile(index) {
    wasm.choose_tile(index);
}

/**
 * r" y = min(max(x, p), q)
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function clamp(x, y, n, p, q) {
    const ret = wasm.clamp(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy where p < x < q, 0 elsewhere; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function clamp_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.clamp_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * y = min(max(y, −bound), bound)
 * @param {number} y
 * @param {number} n
 * @param {number} bound
 * @returns {number}
 */
export function clip(y, n, bound) {
    const ret = wasm.clip(y, n, bound);
    return ret;
}

/**
 * dweight = Σ small·large over batch and positions
 * @param {number} large
 * @param {number} small
 * @param {number} dweight
 * @param {number} layout
 * @returns {number}
 */
export function convolution_weight_gradient(large, small, dweight, layout) {
    const ret = wasm.convolution_weight_gradient(large, small, dweight, layout);
    return ret;
}

/**
 * target = the convolution of source, the large side, with weight, or the transposed one of the small side, plus bias
 * for each channel unless that is 0
 * @param {number} source
 * @param {number} weight
 * @param {number} bias
 * @param {number} target
 * @param {number} layout
 * @param {boolean} transposed
 * @returns {number}
 */
export function convolve(source, weight, bias, target, layout, transposed) {
    const ret = wasm.convolve(source, weight, bias, target, layout, transposed);
    return ret;
}

/**
 * y = x, so many bytes
 * @param {number} x
 * @param {number} y
 * @param {number} bytes
 * @returns {number}
 */
export function copy(x, y, bytes) {
    const ret = wasm.copy(x, y, bytes);
    return ret;
}

/**
 * r" y = cos x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function cos(x, y, n, p, q) {
    const ret = wasm.cos(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = −dy·sin x
 * @param {number} x
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function cos_backward(x, dy, dx, n, p, q) {
    const ret = wasm.cos_backward(x, dy, dx, n, p, q);
    return ret;
}

/**
 * dx_c = exp(logp_c)·Σg − g_c with g_c = row_scale·((1 − ε)·w_t·[c = t] + ε/C·w_c); 0 where the target is ignored
 * @param {number} logp
 * @param {number} target
 * @param {number} weight
 * @param {number} row_scale
 * @param {number} dx
 * @param {number} batch
 * @param {number} classes
 * @param {number} inner
 * @param {number} ignore_index
 * @param {number} smoothing
 * @returns {number}
 */
export function cross_entropy_backward(logp, target, weight, row_scale, dx, batch, classes, inner, ignore_index, smoothing) {
    const ret = wasm.cross_entropy_backward(logp, target, weight, row_scale, dx, batch, classes, inner, ignore_index, smoothing);
    return ret;
}

/**
 * r" y[o, l, i] = Π_{k ≤ l} x[o, k, i], or over k ≥ l, in double precision
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {boolean} reversed
 * @returns {number}
 */
export function cumulative_product(x, y, outer, length, inner, reversed) {
    const ret = wasm.cumulative_product(x, y, outer, length, inner, reversed);
    return ret;
}

/**
 * dx[o, l, i] = Σ_{k ≥ l} dy[o, k, i] · Π_{j ≤ k, j ≠ l} x[o, j, i], the derivative of the running product
 * @param {number} x
 * @param {number} dy
 * @param {number} dx
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function cumulative_product_backward(x, dy, dx, outer, length, inner) {
    const ret = wasm.cumulative_product_backward(x, dy, dx, outer, length, inner);
    return ret;
}

/**
 * r" y[o, l, i] = Π_{k ≤ l} x[o, k, i], or over k ≥ l, wrapping around
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {boolean} reversed
 * @returns {number}
 */
export function cumulative_product_i32(x, y, outer, length, inner, reversed) {
    const ret = wasm.cumulative_product_i32(x, y, outer, length, inner, reversed);
    return ret;
}

/**
 * r" y[o, l, i] = Σ_{k ≤ l} x[o, k, i], or over k ≥ l, in double precision
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {boolean} reversed
 * @returns {number}
 */
export function cumulative_sum(x, y, outer, length, inner, reversed) {
    const ret = wasm.cumulative_sum(x, y, outer, length, inner, reversed);
    return ret;
}

/**
 * r" y[o, l, i] = Σ_{k ≤ l} x[o, k, i], or over k ≥ l, wrapping around
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {boolean} reversed
 * @returns {number}
 */
export function cumulative_sum_i32(x, y, outer, length, inner, reversed) {
    const ret = wasm.cumulative_sum_i32(x, y, outer, length, inner, reversed);
    return ret;
}

/**
 * r" y = a/b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function div(a, b, y, n, layout, scalar) {
    const ret = wasm.div(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = x above 0, p·(eˣ − 1) elsewhere
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function elu(x, y, n, p, q) {
    const ret = wasm.elu(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy above 0, p·eˣ·dy elsewhere; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function elu_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.elu_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = (a = b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function eq(a, b, y, n, layout, scalar) {
    const ret = wasm.eq(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = (a = b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function eq_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.eq_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = 2/√π · ∫₀ˣ e^(−t²) dt
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function erf(x, y, n, p, q) {
    const ret = wasm.erf(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·2/√π·e^(−x²); saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function erf_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.erf_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * y = eˣ; p and q are not used
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function exp(x, y, n, p, q) {
    const ret = wasm.exp(x, y, n, p, q);
    return ret;
}

/**
 * r" y = eˣ − 1
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function expm1(x, y, n, p, q) {
    const ret = wasm.expm1(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·(y + 1); saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function expm1_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.expm1_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * y = value
 * @param {number} y
 * @param {number} n
 * @param {number} value
 * @returns {number}
 */
export function fill(y, n, value) {
    const ret = wasm.fill(y, n, value);
    return ret;
}

/**
 * y = 1 unless value is 0
 * @param {number} y
 * @param {number} n
 * @param {number} value
 * @returns {number}
 */
export function fill_bool(y, n, value) {
    const ret = wasm.fill_bool(y, n, value);
    return ret;
}

/**
 * y = value without its fraction
 * @param {number} y
 * @param {number} n
 * @param {number} value
 * @returns {number}
 */
export function fill_i32(y, n, value) {
    const ret = wasm.fill_i32(y, n, value);
    return ret;
}

/**
 * The first position of index whose value is below 0 or at least `limit` and, with `use_ignore`, not `ignore_index`;
 * −1 if there is none, −2 if the memory check fails
 * @param {number} index
 * @param {number} n
 * @param {number} limit
 * @param {number} ignore_index
 * @param {number} use_ignore
 * @returns {number}
 */
export function find_outside(index, n, limit, ignore_index, use_ignore) {
    const ret = wasm.find_outside(index, n, limit, ignore_index, use_ignore);
    return ret;
}

/**
 * r" y = ⌊x⌋
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function floor(x, y, n, p, q) {
    const ret = wasm.floor(x, y, n, p, q);
    return ret;
}

/**
 * r" y = the remainder of a/b with the sign of a
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function fmod(a, b, y, n, layout, scalar) {
    const ret = wasm.fmod(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = the remainder of a/b with the sign of a, for b ≠ 0
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function fmod_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.fmod_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * y[o, j, i] = x[o, index[o, j, i], i]; elements of 1, 4 or 8 bytes
 * @param {number} x
 * @param {number} index
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @param {number} bytes
 * @returns {number}
 */
export function gather(x, index, y, outer, length, inner, count, bytes) {
    const ret = wasm.gather(x, index, y, outer, length, inner, count, bytes);
    return ret;
}

/**
 * r" y = (a ≥ b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function ge(a, b, y, n, layout, scalar) {
    const ret = wasm.ge(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = (a ≥ b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function ge_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.ge_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = x/2·(1 + erf(x/√2))
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function gelu(x, y, n, p, q) {
    const ret = wasm.gelu(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·(Φ(x) + x·φ(x)); saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function gelu_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.gelu_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function gelu_tanh(x, y, n, p, q) {
    const ret = wasm.gelu_tanh(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy times the derivative of gelu_tanh; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function gelu_tanh_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.gelu_tanh_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * c = a·b, or c += a·b when `accumulate`, or c = a·b + bias in each row unless that is 0: a m × k and b k × n by
 * element strides, c m × n contiguous. With strides of 0, b is what `pack_columns` made for this tile
 * @param {number} a
 * @param {number} a_len
 * @param {number} a_rs
 * @param {number} a_cs
 * @param {number} b
 * @param {number} b_len
 * @param {number} b_rs
 * @param {number} b_cs
 * @param {number} c
 * @param {number} m
 * @param {number} n
 * @param {number} k
 * @param {boolean} accumulate
 * @param {number} bias
 * @returns {number}
 */
export function gemm(a, a_len, a_rs, a_cs, b, b_len, b_rs, b_cs, c, m, n, k, accumulate, bias) {
    const ret = wasm.gemm(a, a_len, a_rs, a_cs, b, b_len, b_rs, b_cs, c, m, n, k, accumulate, bias);
    return ret;
}

/**
 * The input's part of the gates → the gates, with the previous state's part; n_h where it is wanted; h
 * @param {number} gates
 * @param {number} recurrent
 * @param {number} reset
 * @param {number} h_prev
 * @param {number} h
 * @param {number} lengths
 * @param {number} time
 * @param {number} batch
 * @param {number} hidden
 * @returns {number}
 */
export function gru_step(gates, recurrent, reset, h_prev, h, lengths, time, batch, hidden) {
    const ret = wasm.gru_step(gates, recurrent, reset, h_prev, h, lengths, time, batch, hidden);
    return ret;
}

/**
 * Gradients into d, as n, r, z and n_h; dh of this step → of the previous, but for the gates' part
 * @param {number} gates
 * @param {number} reset
 * @param {number} h_prev
 * @param {number} dy
 * @param {number} dh
 * @param {number} d
 * @param {number} lengths
 * @param {number} time
 * @param {number} batch
 * @param {number} hidden
 * @returns {number}
 */
export function gru_step_backward(gates, reset, h_prev, dy, dh, d, lengths, time, batch, hidden) {
    const ret = wasm.gru_step_backward(gates, reset, h_prev, dy, dh, d, lengths, time, batch, hidden);
    return ret;
}

/**
 * r" y = (a > b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function gt(a, b, y, n, layout, scalar) {
    const ret = wasm.gt(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = (a > b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function gt_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.gt_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" dx = 0 where x ≤ p or x ≥ q, dy elsewhere; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function hardtanh_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.hardtanh_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * The first address that is free for tensors: behind the module's own data and stack.
 * @returns {number}
 */
export function heap_base() {
    const ret = wasm.heap_base();
    return ret >>> 0;
}

/**
 * r" y = (x ≠ 0)
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function i32_to_bool(x, y, n) {
    const ret = wasm.i32_to_bool(x, y, n);
    return ret;
}

/**
 * r" y = the real number nearest to x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function i32_to_real(x, y, n) {
    const ret = wasm.i32_to_real(x, y, n);
    return ret;
}

/**
 * y[o, index[j], :] += x[o, j, :]
 * @param {number} x
 * @param {number} index
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @returns {number}
 */
export function index_add(x, index, y, outer, length, inner, count) {
    const ret = wasm.index_add(x, index, y, outer, length, inner, count);
    return ret;
}

/**
 * y[o, j, :] = x[o, index[j], :]; elements of 1, 4 or 8 bytes
 * @param {number} x
 * @param {number} index
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @param {number} bytes
 * @returns {number}
 */
export function index_select(x, index, y, outer, length, inner, count, bytes) {
    const ret = wasm.index_select(x, index, y, outer, length, inner, count, bytes);
    return ret;
}

/**
 * y[o, j, i] = (1 − w_j)·x[o, low_j, i] + w_j·x[o, high_j, i]
 * @param {number} x
 * @param {number} y
 * @param {number} places
 * @param {number} w
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @returns {number}
 */
export function interpolate(x, y, places, w, outer, length, inner, count) {
    const ret = wasm.interpolate(x, y, places, w, outer, length, inner, count);
    return ret;
}

/**
 * dx = Σ of each dy[o, j, i], shared out to its two places
 * @param {number} dy
 * @param {number} dx
 * @param {number} places
 * @param {number} w
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @returns {number}
 */
export function interpolate_backward(dy, dx, places, w, outer, length, inner, count) {
    const ret = wasm.interpolate_backward(dy, dx, places, w, outer, length, inner, count);
    return ret;
}

/**
 * r" y = whether x is neither NaN nor infinite
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function isfinite(x, y, n) {
    const ret = wasm.isfinite(x, y, n);
    return ret;
}

/**
 * r" y = whether x is ∞ or −∞
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function isinf(x, y, n) {
    const ret = wasm.isinf(x, y, n);
    return ret;
}

/**
 * r" y = whether x is NaN
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function isnan(x, y, n) {
    const ret = wasm.isnan(x, y, n);
    return ret;
}

/**
 * r" y = (a ≤ b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function le(a, b, y, n, layout, scalar) {
    const ret = wasm.le(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = (a ≤ b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function le_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.le_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = x above 0, p·x elsewhere
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function leaky_relu(x, y, n, p, q) {
    const ret = wasm.leaky_relu(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy above 0, p·dy elsewhere; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function leaky_relu_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.leaky_relu_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * y = x·d^(−beta), d = k + alpha/size·Σx² over size neighbouring channels of x [batch, channels, inner]
 * @param {number} x
 * @param {number} y
 * @param {number} d
 * @param {number} batch
 * @param {number} channels
 * @param {number} inner
 * @param {number} size
 * @param {number} alpha
 * @param {number} beta
 * @param {number} k
 * @returns {number}
 */
export function local_response(x, y, d, batch, channels, inner, size, alpha, beta, k) {
    const ret = wasm.local_response(x, y, d, batch, channels, inner, size, alpha, beta, k);
    return ret;
}

/**
 * dx_c = dy_c·d_c^(−beta) − 2·alpha·beta/size·x_c·Σ dy·y/d over the channels in whose neighbourhood c is
 * @param {number} x
 * @param {number} y
 * @param {number} d
 * @param {number} dy
 * @param {number} dx
 * @param {number} batch
 * @param {number} channels
 * @param {number} inner
 * @param {number} size
 * @param {number} alpha
 * @param {number} beta
 * @param {number} k
 * @returns {number}
 */
export function local_response_backward(x, y, d, dy, dx, batch, channels, inner, size, alpha, beta, k) {
    const ret = wasm.local_response_backward(x, y, d, dy, dx, batch, channels, inner, size, alpha, beta, k);
    return ret;
}

/**
 * r" y = ln x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function log(x, y, n, p, q) {
    const ret = wasm.log(x, y, n, p, q);
    return ret;
}

/**
 * r" y = ln(1 + x)
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function log1p(x, y, n, p, q) {
    const ret = wasm.log1p(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy/(x + 1); saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function log1p_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.log1p_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" dx = dy/x; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function log_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.log_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = x − ln Σ_l exp(x[o, l, i])
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function log_softmax(x, y, outer, length, inner) {
    const ret = wasm.log_softmax(x, y, outer, length, inner);
    return ret;
}

/**
 * r" dx = dy − exp(y)·Σ_l dy, y being the logarithm of the softmax
 * @param {number} y
 * @param {number} dy
 * @param {number} dx
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function log_softmax_backward(y, dy, dx, outer, length, inner) {
    const ret = wasm.log_softmax_backward(y, dy, dx, outer, length, inner);
    return ret;
}

/**
 * r" y = a ∧ b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function logical_and(a, b, y, n, layout, scalar) {
    const ret = wasm.logical_and(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * y = ¬x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function logical_not(x, y, n) {
    const ret = wasm.logical_not(x, y, n);
    return ret;
}

/**
 * r" y = a ∨ b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function logical_or(a, b, y, n, layout, scalar) {
    const ret = wasm.logical_or(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = a ⊻ b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function logical_xor(a, b, y, n, layout, scalar) {
    const ret = wasm.logical_xor(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y[o, i] = ln Σ_l exp x[o, l, i]
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function logsumexp(x, y, outer, length, inner) {
    const ret = wasm.logsumexp(x, y, outer, length, inner);
    return ret;
}

/**
 * gates before their activations → after; h and c from the previous ones; tanh(c) where it is wanted
 * @param {number} gates
 * @param {number} c_prev
 * @param {number} c
 * @param {number} tanh_c
 * @param {number} h_prev
 * @param {number} h
 * @param {number} lengths
 * @param {number} time
 * @param {number} batch
 * @param {number} hidden
 * @returns {number}
 */
export function lstm_step(gates, c_prev, c, tanh_c, h_prev, h, lengths, time, batch, hidden) {
    const ret = wasm.lstm_step(gates, c_prev, c, tanh_c, h_prev, h, lengths, time, batch, hidden);
    return ret;
}

/**
 * Gradients of the gates into d; dh and dc of this step → of the previous, dh but for the gates' part
 * @param {number} gates
 * @param {number} c_prev
 * @param {number} tanh_c
 * @param {number} dy
 * @param {number} dh
 * @param {number} dc
 * @param {number} d
 * @param {number} lengths
 * @param {number} time
 * @param {number} batch
 * @param {number} hidden
 * @returns {number}
 */
export function lstm_step_backward(gates, c_prev, tanh_c, dy, dh, dc, d, lengths, time, batch, hidden) {
    const ret = wasm.lstm_step_backward(gates, c_prev, tanh_c, dy, dh, dc, d, lengths, time, batch, hidden);
    return ret;
}

/**
 * r" y = (a < b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function lt(a, b, y, n, layout, scalar) {
    const ret = wasm.lt(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = (a < b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function lt_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.lt_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * y = the largest x of each window; index, unless 0, is where in its plane it stands
 * @param {number} x
 * @param {number} y
 * @param {number} index
 * @param {number} layout
 * @returns {number}
 */
export function max_pool(x, y, index, layout) {
    const ret = wasm.max_pool(x, y, index, layout);
    return ret;
}

/**
 * dx = Σ dy over the windows whose largest element it was
 * @param {number} dy
 * @param {number} index
 * @param {number} dx
 * @param {number} layout
 * @returns {number}
 */
export function max_pool_backward(dy, index, dx, layout) {
    const ret = wasm.max_pool_backward(dy, index, dx, layout);
    return ret;
}

/**
 * r" y = the larger of a and b; NaN when either is
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function maximum(a, b, y, n, layout, scalar) {
    const ret = wasm.maximum(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = the larger of a and b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function maximum_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.maximum_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y[o, i] = argmax_l x[o, l, i], the first of equals; the first NaN if there is one
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function maximum_index(x, y, outer, length, inner) {
    const ret = wasm.maximum_index(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = argmax_l x[o, l, i], the first of equals
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function maximum_index_i32(x, y, outer, length, inner) {
    const ret = wasm.maximum_index_i32(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = max_l x[o, l, i]; NaN when any is
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function maximum_reduce(x, y, outer, length, inner) {
    const ret = wasm.maximum_reduce(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = max_l x[o, l, i]
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function maximum_reduce_i32(x, y, outer, length, inner) {
    const ret = wasm.maximum_reduce_i32(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y = the smaller of a and b; NaN when either is
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function minimum(a, b, y, n, layout, scalar) {
    const ret = wasm.minimum(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = the smaller of a and b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function minimum_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.minimum_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y[o, i] = argmin_l x[o, l, i], the first of equals; the first NaN if there is one
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function minimum_index(x, y, outer, length, inner) {
    const ret = wasm.minimum_index(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = argmin_l x[o, l, i], the first of equals
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function minimum_index_i32(x, y, outer, length, inner) {
    const ret = wasm.minimum_index_i32(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = min_l x[o, l, i]; NaN when any is
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function minimum_reduce(x, y, outer, length, inner) {
    const ret = wasm.minimum_reduce(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = min_l x[o, l, i]
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function minimum_reduce_i32(x, y, outer, length, inner) {
    const ret = wasm.minimum_reduce_i32(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y = a·b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function mul(a, b, y, n, layout, scalar) {
    const ret = wasm.mul(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = a·b, wrapping around
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function mul_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.mul_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = (a ≠ b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function ne(a, b, y, n, layout, scalar) {
    const ret = wasm.ne(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = (a ≠ b)
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function ne_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.ne_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = −x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function neg(x, y, n, p, q) {
    const ret = wasm.neg(x, y, n, p, q);
    return ret;
}

/**
 * r" y = −x, wrapping around
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function neg_i32(x, y, n) {
    const ret = wasm.neg_i32(x, y, n);
    return ret;
}

/**
 * dlogp_c = −row_scale·((1 − ε)·w_t·[c = t] + ε/C·w_c); 0 where the target is ignored
 * @param {number} target
 * @param {number} weight
 * @param {number} row_scale
 * @param {number} dlogp
 * @param {number} batch
 * @param {number} classes
 * @param {number} inner
 * @param {number} ignore_index
 * @param {number} smoothing
 * @returns {number}
 */
export function nll_backward(target, weight, row_scale, dlogp, batch, classes, inner, ignore_index, smoothing) {
    const ret = wasm.nll_backward(target, weight, row_scale, dlogp, batch, classes, inner, ignore_index, smoothing);
    return ret;
}

/**
 * row_loss = (1 − ε)·w_t·(−logp_t) + ε/C·Σ_c w_c·(−logp_c), row_weight = w_t; both 0 where the target is ignored
 * @param {number} logp
 * @param {number} target
 * @param {number} weight
 * @param {number} row_loss
 * @param {number} row_weight
 * @param {number} batch
 * @param {number} classes
 * @param {number} inner
 * @param {number} ignore_index
 * @param {number} smoothing
 * @returns {number}
 */
export function nll_rows(logp, target, weight, row_loss, row_weight, batch, classes, inner, ignore_index, smoothing) {
    const ret = wasm.nll_rows(logp, target, weight, row_loss, row_weight, batch, classes, inner, ignore_index, smoothing);
    return ret;
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, for each [channels, inner] of x [batch, groups, channels, inner];
 * not centered, the mean counts as 0. statistics [3, batch, groups] is for the backward pass
 * @param {number} x
 * @param {number} weight
 * @param {number} bias
 * @param {number} y
 * @param {number} statistics
 * @param {number} batch
 * @param {number} groups
 * @param {number} channels
 * @param {number} inner
 * @param {number} eps
 * @param {boolean} centered
 * @returns {number}
 */
export function normalize_rows(x, weight, bias, y, statistics, batch, groups, channels, inner, eps, centered) {
    const ret = wasm.normalize_rows(x, weight, bias, y, statistics, batch, groups, channels, inner, eps, centered);
    return ret;
}

/**
 * The gradients of normalize_rows. totals [2, groups, channels] is room for double-precision numbers
 * @param {number} x
 * @param {number} dy
 * @param {number} weight
 * @param {number} statistics
 * @param {number} dx
 * @param {number} dweight
 * @param {number} dbias
 * @param {number} totals
 * @param {number} batch
 * @param {number} groups
 * @param {number} channels
 * @param {number} inner
 * @param {boolean} centered
 * @returns {number}
 */
export function normalize_rows_backward(x, dy, weight, statistics, dx, dweight, dbias, totals, batch, groups, channels, inner, centered) {
    const ret = wasm.normalize_rows_backward(x, dy, weight, statistics, dx, dweight, dbias, totals, batch, groups, channels, inner, centered);
    return ret;
}

/**
 * Packs b, k × n by element strides, for products with the tile that is chosen now
 * @param {number} b
 * @param {number} b_len
 * @param {number} b_rs
 * @param {number} b_cs
 * @param {number} packed
 * @param {number} n
 * @param {number} k
 * @returns {number}
 */
export function pack_columns(b, b_len, b_rs, b_cs, packed, n, k) {
    const ret = wasm.pack_columns(b, b_len, b_rs, b_cs, packed, n, k);
    return ret;
}

/**
 * Elements of a k × n matrix packed for the chosen tile
 * @param {number} n
 * @param {number} k
 * @returns {number}
 */
export function packed_length(n, k) {
    const ret = wasm.packed_length(n, k);
    return ret >>> 0;
}

/**
 * y = aᵇ; the operands are those of every function of two numbers, see `zip_operands`
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function pow(a, b, y, n, layout, scalar) {
    const ret = wasm.pow(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = aᵇ for b ≥ 0, wrapping around
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function pow_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.pow_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y[o, i] = Π_l x[o, l, i]
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function prod(x, y, outer, length, inner) {
    const ret = wasm.prod(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y[o, i] = Π_l x[o, l, i], wrapping around
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function prod_i32(x, y, outer, length, inner) {
    const ret = wasm.prod_i32(x, y, outer, length, inner);
    return ret;
}

/**
 * r" y = value with the given probability, else 0
 * @param {number} y
 * @param {number} n
 * @param {number} key_lo
 * @param {number} key_hi
 * @param {number} counter_lo
 * @param {number} counter_hi
 * @param {number} probability
 * @param {number} value
 * @returns {number}
 */
export function random_bernoulli(y, n, key_lo, key_hi, counter_lo, counter_hi, probability, value) {
    const ret = wasm.random_bernoulli(y, n, key_lo, key_hi, counter_lo, counter_hi, probability, value);
    return ret;
}

/**
 * r" y = the words of Philox4x32-10
 * @param {number} y
 * @param {number} n
 * @param {number} key_lo
 * @param {number} key_hi
 * @param {number} counter_lo
 * @param {number} counter_hi
 * @returns {number}
 */
export function random_bits(y, n, key_lo, key_hi, counter_lo, counter_hi) {
    const ret = wasm.random_bits(y, n, key_lo, key_hi, counter_lo, counter_hi);
    return ret;
}

/**
 * r" y = low + ⌊word·range/2³²⌋
 * @param {number} y
 * @param {number} n
 * @param {number} key_lo
 * @param {number} key_hi
 * @param {number} counter_lo
 * @param {number} counter_hi
 * @param {number} low
 * @param {number} range
 * @returns {number}
 */
export function random_integers(y, n, key_lo, key_hi, counter_lo, counter_hi, low, range) {
    const ret = wasm.random_integers(y, n, key_lo, key_hi, counter_lo, counter_hi, low, range);
    return ret;
}

/**
 * r" y = mean + std·z, z normal
 * @param {number} y
 * @param {number} n
 * @param {number} key_lo
 * @param {number} key_hi
 * @param {number} counter_lo
 * @param {number} counter_hi
 * @param {number} mean
 * @param {number} std
 * @returns {number}
 */
export function random_normal(y, n, key_lo, key_hi, counter_lo, counter_hi, mean, std) {
    const ret = wasm.random_normal(y, n, key_lo, key_hi, counter_lo, counter_hi, mean, std);
    return ret;
}

/**
 * r" y = mean + std·z, z normal, given that it lies between low and high
 * @param {number} y
 * @param {number} n
 * @param {number} key_lo
 * @param {number} key_hi
 * @param {number} counter_lo
 * @param {number} counter_hi
 * @param {number} mean
 * @param {number} std
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export function random_trunc_normal(y, n, key_lo, key_hi, counter_lo, counter_hi, mean, std, low, high) {
    const ret = wasm.random_trunc_normal(y, n, key_lo, key_hi, counter_lo, counter_hi, mean, std, low, high);
    return ret;
}

/**
 * r" y = low + u·(high − low), u evenly in [0, 1) with 24 bits
 * @param {number} y
 * @param {number} n
 * @param {number} key_lo
 * @param {number} key_hi
 * @param {number} counter_lo
 * @param {number} counter_hi
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export function random_uniform(y, n, key_lo, key_hi, counter_lo, counter_hi, low, high) {
    const ret = wasm.random_uniform(y, n, key_lo, key_hi, counter_lo, counter_hi, low, high);
    return ret;
}

/**
 * The bytes of a real number in this build: 4, or 8 in double precision.
 * @returns {number}
 */
export function real_bytes() {
    const ret = wasm.real_bytes();
    return ret >>> 0;
}

/**
 * r" y = (x ≠ 0); NaN is true
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function real_to_bool(x, y, n) {
    const ret = wasm.real_to_bool(x, y, n);
    return ret;
}

/**
 * r" y = x without its fraction; NaN gives 0, what does not fit the nearest end of the integers
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function real_to_i32(x, y, n) {
    const ret = wasm.real_to_i32(x, y, n);
    return ret;
}

/**
 * r" y = 1/x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function reciprocal(x, y, n, p, q) {
    const ret = wasm.reciprocal(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = −dy·y²; saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function reciprocal_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.reciprocal_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = max(x, p)
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function relu(x, y, n, p, q) {
    const ret = wasm.relu(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = 0 where y ≤ 0, dy elsewhere; saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function relu_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.relu_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = the remainder of a/b with the sign of b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function remainder(a, b, y, n, layout, scalar) {
    const ret = wasm.remainder(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = the remainder of a/b with the sign of b, for b ≠ 0
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function remainder_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.remainder_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * RMSprop; entries [n, param, grad, square_avg, grad_avg (0 unless centered), momentum_buffer (0 without momentum)]
 * @param {number} table
 * @param {number} count
 * @param {number} lr
 * @param {number} alpha
 * @param {number} eps
 * @param {number} weight_decay
 * @param {number} momentum
 * @param {boolean} centered
 * @param {boolean} maximize
 * @returns {number}
 */
export function rmsprop_step(table, count, lr, alpha, eps, weight_decay, momentum, centered, maximize) {
    const ret = wasm.rmsprop_step(table, count, lr, alpha, eps, weight_decay, momentum, centered, maximize);
    return ret;
}

/**
 * h before its activation → after: tanh, or max(·, 0) when `rectified`
 * @param {number} h_prev
 * @param {number} h
 * @param {boolean} rectified
 * @param {number} lengths
 * @param {number} time
 * @param {number} batch
 * @param {number} hidden
 * @returns {number}
 */
export function rnn_step(h_prev, h, rectified, lengths, time, batch, hidden) {
    const ret = wasm.rnn_step(h_prev, h, rectified, lengths, time, batch, hidden);
    return ret;
}

/**
 * The gradient before the activation into d; dh becomes 0
 * @param {number} h
 * @param {number} dy
 * @param {number} dh
 * @param {number} d
 * @param {boolean} rectified
 * @param {number} lengths
 * @param {number} time
 * @param {number} batch
 * @param {number} hidden
 * @returns {number}
 */
export function rnn_step_backward(h, dy, dh, d, rectified, lengths, time, batch, hidden) {
    const ret = wasm.rnn_step_backward(h, dy, dh, d, rectified, lengths, time, batch, hidden);
    return ret;
}

/**
 * r" y = the whole number nearest to x, halves to even
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function round(x, y, n, p, q) {
    const ret = wasm.round(x, y, n, p, q);
    return ret;
}

/**
 * r" y = 1/√x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function rsqrt(x, y, n, p, q) {
    const ret = wasm.rsqrt(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = −dy/2·y³; saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function rsqrt_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.rsqrt_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * y *= factor
 * @param {number} y
 * @param {number} n
 * @param {number} factor
 * @returns {number}
 */
export function scale(y, n, factor) {
    const ret = wasm.scale(y, n, factor);
    return ret;
}

/**
 * y[o, index[o, j, i], i] = x[o, j, i]; elements of 1, 4 or 8 bytes
 * @param {number} x
 * @param {number} index
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @param {number} bytes
 * @returns {number}
 */
export function scatter(x, index, y, outer, length, inner, count, bytes) {
    const ret = wasm.scatter(x, index, y, outer, length, inner, count, bytes);
    return ret;
}

/**
 * y[o, index[o, j, i], i] += x[o, j, i]
 * @param {number} x
 * @param {number} index
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @returns {number}
 */
export function scatter_add(x, index, y, outer, length, inner, count) {
    const ret = wasm.scatter_add(x, index, y, outer, length, inner, count);
    return ret;
}

/**
 * y[o, index[o, j, i], i] += x[o, j, i]
 * @param {number} x
 * @param {number} index
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @returns {number}
 */
export function scatter_add_i32(x, index, y, outer, length, inner, count) {
    const ret = wasm.scatter_add_i32(x, index, y, outer, length, inner, count);
    return ret;
}

/**
 * y = a where the condition holds, b elsewhere
 * @param {number} condition
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function select(condition, a, b, y, n) {
    const ret = wasm.select(condition, a, b, y, n);
    return ret;
}

/**
 * y = a where the condition holds, b elsewhere
 * @param {number} condition
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function select_i32(condition, a, b, y, n) {
    const ret = wasm.select_i32(condition, a, b, y, n);
    return ret;
}

/**
 * Stochastic gradient descent; entries [n, param, grad, buffer (0 without momentum), first (1: buffer = grad)]
 * @param {number} table
 * @param {number} count
 * @param {number} lr
 * @param {number} momentum
 * @param {number} dampening
 * @param {number} weight_decay
 * @param {boolean} nesterov
 * @param {boolean} maximize
 * @returns {number}
 */
export function sgd_step(table, count, lr, momentum, dampening, weight_decay, nesterov, maximize) {
    const ret = wasm.sgd_step(table, count, lr, momentum, dampening, weight_decay, nesterov, maximize);
    return ret;
}

/**
 * r" y = 1/(1 + e^(−x))
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function sigmoid(x, y, n, p, q) {
    const ret = wasm.sigmoid(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·y·(1 − y); saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function sigmoid_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.sigmoid_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = −1, 0 or 1 by the sign of x; 0 for NaN
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function sign(x, y, n, p, q) {
    const ret = wasm.sign(x, y, n, p, q);
    return ret;
}

/**
 * r" y = −1, 0 or 1 by the sign of x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @returns {number}
 */
export function sign_i32(x, y, n) {
    const ret = wasm.sign_i32(x, y, n);
    return ret;
}

/**
 * r" y = x·sigmoid(x)
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function silu(x, y, n, p, q) {
    const ret = wasm.silu(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·s·(1 + x·(1 − s)) with s = sigmoid(x); saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function silu_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.silu_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = sin x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function sin(x, y, n, p, q) {
    const ret = wasm.sin(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·cos x
 * @param {number} x
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function sin_backward(x, dy, dx, n, p, q) {
    const ret = wasm.sin_backward(x, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = exp(x) / Σ_l exp(x[o, l, i])
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function softmax(x, y, outer, length, inner) {
    const ret = wasm.softmax(x, y, outer, length, inner);
    return ret;
}

/**
 * r" dx = y·(dy − Σ_l dy·y), y being the softmax
 * @param {number} y
 * @param {number} dy
 * @param {number} dx
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function softmax_backward(y, dy, dx, outer, length, inner) {
    const ret = wasm.softmax_backward(y, dy, dx, outer, length, inner);
    return ret;
}

/**
 * r" y = ln(1 + e^(p·x))/p, and x where p·x > q
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function softplus(x, y, n, p, q) {
    const ret = wasm.softplus(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·sigmoid(p·x), and dy where p·x > q; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function softplus_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.softplus_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * y[o, :, i] = where the first `count` of x[o, :, i] in order stand; the workspace holds 32 · length bytes
 * @param {number} x
 * @param {number} y
 * @param {number} workspace
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @param {boolean} descending
 * @returns {number}
 */
export function sort_indices(x, y, workspace, outer, length, inner, count, descending) {
    const ret = wasm.sort_indices(x, y, workspace, outer, length, inner, count, descending);
    return ret;
}

/**
 * The same for whole numbers
 * @param {number} x
 * @param {number} y
 * @param {number} workspace
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} count
 * @param {boolean} descending
 * @returns {number}
 */
export function sort_indices_i32(x, y, workspace, outer, length, inner, count, descending) {
    const ret = wasm.sort_indices_i32(x, y, workspace, outer, length, inner, count, descending);
    return ret;
}

/**
 * r" y = √x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function sqrt(x, y, n, p, q) {
    const ret = wasm.sqrt(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy/(2y); saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function sqrt_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.sqrt_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = x²
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function square(x, y, n, p, q) {
    const ret = wasm.square(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·2x; saved is x
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function square_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.square_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = (a − b)²
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function squared_error_loss(a, b, y, n, layout, scalar) {
    const ret = wasm.squared_error_loss(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" da = dy·2·(a − b)
 * @param {number} a
 * @param {number} b
 * @param {number} dy
 * @param {number} da
 * @param {number} n
 * @param {number} p
 * @returns {number}
 */
export function squared_error_loss_backward(a, b, dy, da, n, p) {
    const ret = wasm.squared_error_loss_backward(a, b, dy, da, n, p);
    return ret;
}

/**
 * y = x read at the positions of the layout `[rank, sizes.., strides.., offset]`; elements of 1, 4 or 8 bytes
 * @param {number} x
 * @param {number} x_len
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} bytes
 * @returns {number}
 */
export function strided_gather(x, x_len, y, n, layout, bytes) {
    const ret = wasm.strided_gather(x, x_len, y, n, layout, bytes);
    return ret;
}

/**
 * x written into y at the positions of the layout `[rank, sizes.., strides.., offset]`; elements of 1, 4 or 8 bytes
 * @param {number} x
 * @param {number} y
 * @param {number} y_len
 * @param {number} n
 * @param {number} layout
 * @param {number} bytes
 * @returns {number}
 */
export function strided_scatter(x, y, y_len, n, layout, bytes) {
    const ret = wasm.strided_scatter(x, y, y_len, n, layout, bytes);
    return ret;
}

/**
 * r" y = a − b
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function sub(a, b, y, n, layout, scalar) {
    const ret = wasm.sub(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * r" y = a − b, wrapping around
 * @param {number} a
 * @param {number} b
 * @param {number} y
 * @param {number} n
 * @param {number} layout
 * @param {number} scalar
 * @returns {number}
 */
export function sub_i32(a, b, y, n, layout, scalar) {
    const ret = wasm.sub_i32(a, b, y, n, layout, scalar);
    return ret;
}

/**
 * y[o, i] = scale · Σ_l x[o, l, i]
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @param {number} scale
 * @returns {number}
 */
export function sum(x, y, outer, length, inner, scale) {
    const ret = wasm.sum(x, y, outer, length, inner, scale);
    return ret;
}

/**
 * r" y[o, i] = Σ_l x[o, l, i], wrapping around
 * @param {number} x
 * @param {number} y
 * @param {number} outer
 * @param {number} length
 * @param {number} inner
 * @returns {number}
 */
export function sum_i32(x, y, outer, length, inner) {
    const ret = wasm.sum_i32(x, y, outer, length, inner);
    return ret;
}

/**
 * y = Σ x² over all arrays of a table of [n, x] pairs, in double precision
 * @param {number} table
 * @param {number} count
 * @param {number} y
 * @returns {number}
 */
export function sum_of_squares(table, count, y) {
    const ret = wasm.sum_of_squares(table, count, y);
    return ret;
}

/**
 * r" y = tan x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function tan(x, y, n, p, q) {
    const ret = wasm.tan(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·(1 + y²); saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function tan_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.tan_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * r" y = tanh x
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function tanh(x, y, n, p, q) {
    const ret = wasm.tanh(x, y, n, p, q);
    return ret;
}

/**
 * r" dx = dy·(1 − y²); saved is y
 * @param {number} saved
 * @param {number} dy
 * @param {number} dx
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function tanh_backward(saved, dy, dx, n, p, q) {
    const ret = wasm.tanh_backward(saved, dy, dx, n, p, q);
    return ret;
}

/**
 * How many tiles there are to choose from
 * @returns {number}
 */
export function tile_count() {
    const ret = wasm.tile_count();
    return ret >>> 0;
}

/**
 * Rows and columns of a tile, as rows · 256 + columns
 * @param {number} index
 * @returns {number}
 */
export function tile_shape(index) {
    const ret = wasm.tile_shape(index);
    return ret >>> 0;
}

/**
 * y[b, c, r] = x[b, r, c]; elements of 1, 4 or 8 bytes
 * @param {number} x
 * @param {number} y
 * @param {number} batch
 * @param {number} rows
 * @param {number} cols
 * @param {number} bytes
 * @returns {number}
 */
export function transpose(x, y, batch, rows, cols, bytes) {
    const ret = wasm.transpose(x, y, batch, rows, cols, bytes);
    return ret;
}

/**
 * r" y = x without its fraction
 * @param {number} x
 * @param {number} y
 * @param {number} n
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function trunc(x, y, n, p, q) {
    const ret = wasm.trunc(x, y, n, p, q);
    return ret;
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbindgen_init_externref_table: function() {
            const table = wasm.__wbindgen_externrefs;
            table.set(0, undefined);
            table.set(1024, undefined);
            table.set(1025, null);
            table.set(1026, true);
            table.set(1027, false);
        },
    };
    return {
        __proto__: null,
        "./float64_bg.js": import0,
    };
}

let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    wasm.__wbindgen_start();
    return wasm;
}

async function __wbg_load(module, imports) {
    if (typeof Response === 'function' && module instanceof Response) {
        if (!module.ok) {
            throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
        }

        if (typeof WebAssembly.instantiateStreaming === 'function') {
            try {
                return await WebAssembly.instantiateStreaming(module, imports);
            } catch (e) {
                const validResponse = expectedResponseType(module.type);

                if (validResponse && module.headers.get('Content-Type') !== 'application/wasm') {
                    console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);

                } else { throw e; }
            }
        }

        const bytes = await module.arrayBuffer();
        return await WebAssembly.instantiate(bytes, imports);
    } else {
        const instance = await WebAssembly.instantiate(module, imports);

        if (instance instanceof WebAssembly.Instance) {
            return { instance, module };
        } else {
            return instance;
        }
    }

    function expectedResponseType(type) {
        switch (type) {
            case 'basic': case 'cors': case 'default': return true;
        }
        return false;
    }
}

function initSync(module) {
    if (wasm !== undefined) return wasm;


    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module} = module)
        } else {
            console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
        }
    }

    const imports = __wbg_get_imports();
    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
    const instance = new WebAssembly.Instance(module, imports);
    return __wbg_finalize_init(instance, module);
}

let __wbg_init_promise;
async function __wbg_init(module_or_path) {
    if (wasm !== undefined) return wasm;
    if (__wbg_init_promise === undefined) {
        __wbg_init_promise = __wbg_init_once(module_or_path);
        __wbg_init_promise.catch(() => { __wbg_init_promise = undefined; });
    }
    return __wbg_init_promise;
}

async function __wbg_init_once(module_or_path) {

    if (module_or_path !== undefined) {
        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
    }

    if (module_or_path === undefined) {
        module_or_path = new URL('float64.wasm', import.meta.url);
    }
    const imports = __wbg_get_imports();

    if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
        module_or_path = fetch(module_or_path);
    }

    const { instance, module } = await __wbg_load(await module_or_path, imports);

    return __wbg_finalize_init(instance, module);
}

export { initSync, __wbg_init as default };
