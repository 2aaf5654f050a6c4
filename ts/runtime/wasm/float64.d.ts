/* tslint:disable */
/* eslint-disable */

/**
 * r" y = |x|
 */
export function abs(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·sign(x); saved is x
 */
export function abs_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = |x|, wrapping around
 */
export function abs_i32(x: number, y: number, n: number): number;

/**
 * y += x
 */
export function accumulate(y: number, x: number, n: number): number;

/**
 * Adam, or AdamW when `decoupled`; entries [n, param, grad, exp_avg, exp_avg_sq, max_exp_avg_sq (0 without amsgrad),
 * step (this one included)]
 */
export function adam_step(table: number, count: number, lr: number, beta1: number, beta2: number, eps: number, weight_decay: number, decoupled: boolean, amsgrad: boolean, maximize: boolean): number;

/**
 * r" y = a + b
 */
export function add(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = a + b, wrapping around
 */
export function add_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y[o, i] = whether every x[o, l, i] is true
 */
export function all(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = whether any x[o, l, i] is true
 */
export function any(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * y_i = start + i·step
 */
export function arange(y: number, n: number, start: number, step: number): number;

/**
 * y_i = start + i·step without its fraction
 */
export function arange_i32(y: number, n: number, start: number, step: number): number;

/**
 * r" y = arctan x
 */
export function atan(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy/(x² + 1); saved is x
 */
export function atan_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * y = Σ x over each window / divisor, which is the window's size when 0 is given
 */
export function average_pool(x: number, y: number, layout: number, counts_padding: boolean, fixed_divisor: number): number;

/**
 * dx = Σ dy / divisor over the windows that cover it
 */
export function average_pool_backward(dy: number, dx: number, layout: number, counts_padding: boolean, fixed_divisor: number): number;

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, for each channel of x [batch, channels, inner]. The running
 * statistics move by the share momentum towards the mean and the variance with the divisor n − 1.
 * statistics [3, channels] is for the backward pass
 */
export function batch_norm(x: number, weight: number, bias: number, y: number, statistics: number, running_mean: number, running_variance: number, batch: number, channels: number, inner: number, eps: number, momentum: number): number;

/**
 * The gradients of batch_norm, or with of_batch false of batch_norm_inference
 */
export function batch_norm_backward(x: number, dy: number, weight: number, statistics: number, dx: number, dweight: number, dbias: number, batch: number, channels: number, inner: number, of_batch: boolean): number;

/**
 * As batch_norm, with a given mean and variance of each channel
 */
export function batch_norm_inference(x: number, mean: number, variance: number, weight: number, bias: number, y: number, statistics: number, batch: number, channels: number, inner: number, eps: number): number;

/**
 * r" y = −(b·max(ln a, −100) + (1 − b)·max(ln(1 − a), −100))
 */
export function bce_loss(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" da = dy·(a − b)/max(a·(1 − a), 10⁻¹²)
 */
export function bce_loss_backward(a: number, b: number, dy: number, da: number, n: number, p: number): number;

/**
 * r" y = (1 − b)·a + ln(1 + e^(−a))
 */
export function bce_with_logits_loss(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" da = dy·(sigmoid(a) − b)
 */
export function bce_with_logits_loss_backward(a: number, b: number, dy: number, da: number, n: number, p: number): number;

/**
 * r" y = 1 for true, 0 for false
 */
export function bool_to_i32(x: number, y: number, n: number): number;

/**
 * r" y = 1 for true, 0 for false
 */
export function bool_to_real(x: number, y: number, n: number): number;

/**
 * r" y = ⌈x⌉
 */
export function ceil(x: number, y: number, n: number, p: number, q: number): number;

/**
 * Chooses the tile that multiplies from now on; all give the same bits
 */
export function choose_tile(index: number): void;

/**
 * r" y = min(max(x, p), q)
 */
export function clamp(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy where p < x < q, 0 elsewhere; saved is x
 */
export function clamp_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * y = min(max(y, −bound), bound)
 */
export function clip(y: number, n: number, bound: number): number;

/**
 * dweight = Σ small·large over batch and positions
 */
export function convolution_weight_gradient(large: number, small: number, dweight: number, layout: number): number;

/**
 * target = the convolution of source, the large side, with weight, or the transposed one of the small side, plus bias
 * for each channel unless that is 0
 */
export function convolve(source: number, weight: number, bias: number, target: number, layout: number, transposed: boolean): number;

/**
 * y = x, so many bytes
 */
export function copy(x: number, y: number, bytes: number): number;

/**
 * r" y = cos x
 */
export function cos(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = −dy·sin x
 */
export function cos_backward(x: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * dx_c = exp(logp_c)·Σg − g_c with g_c = row_scale·((1 − ε)·w_t·[c = t] + ε/C·w_c); 0 where the target is ignored
 */
export function cross_entropy_backward(logp: number, target: number, weight: number, row_scale: number, dx: number, batch: number, classes: number, inner: number, ignore_index: number, smoothing: number): number;

/**
 * r" y[o, l, i] = Π_{k ≤ l} x[o, k, i], or over k ≥ l, in double precision
 */
export function cumulative_product(x: number, y: number, outer: number, length: number, inner: number, reversed: boolean): number;

/**
 * dx[o, l, i] = Σ_{k ≥ l} dy[o, k, i] · Π_{j ≤ k, j ≠ l} x[o, j, i], the derivative of the running product
 */
export function cumulative_product_backward(x: number, dy: number, dx: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, l, i] = Π_{k ≤ l} x[o, k, i], or over k ≥ l, wrapping around
 */
export function cumulative_product_i32(x: number, y: number, outer: number, length: number, inner: number, reversed: boolean): number;

/**
 * r" y[o, l, i] = Σ_{k ≤ l} x[o, k, i], or over k ≥ l, in double precision
 */
export function cumulative_sum(x: number, y: number, outer: number, length: number, inner: number, reversed: boolean): number;

/**
 * r" y[o, l, i] = Σ_{k ≤ l} x[o, k, i], or over k ≥ l, wrapping around
 */
export function cumulative_sum_i32(x: number, y: number, outer: number, length: number, inner: number, reversed: boolean): number;

/**
 * r" y = a/b
 */
export function div(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = x above 0, p·(eˣ − 1) elsewhere
 */
export function elu(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy above 0, p·eˣ·dy elsewhere; saved is x
 */
export function elu_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = (a = b)
 */
export function eq(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = (a = b)
 */
export function eq_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = 2/√π · ∫₀ˣ e^(−t²) dt
 */
export function erf(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·2/√π·e^(−x²); saved is x
 */
export function erf_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * y = eˣ; p and q are not used
 */
export function exp(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" y = eˣ − 1
 */
export function expm1(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·(y + 1); saved is y
 */
export function expm1_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * y = value
 */
export function fill(y: number, n: number, value: number): number;

/**
 * y = 1 unless value is 0
 */
export function fill_bool(y: number, n: number, value: number): number;

/**
 * y = value without its fraction
 */
export function fill_i32(y: number, n: number, value: number): number;

/**
 * The first position of index whose value is below 0 or at least `limit` and, with `use_ignore`, not `ignore_index`;
 * −1 if there is none, −2 if the memory check fails
 */
export function find_outside(index: number, n: number, limit: number, ignore_index: number, use_ignore: number): number;

/**
 * r" y = ⌊x⌋
 */
export function floor(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" y = the remainder of a/b with the sign of a
 */
export function fmod(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = the remainder of a/b with the sign of a, for b ≠ 0
 */
export function fmod_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * y[o, j, i] = x[o, index[o, j, i], i]; elements of 1, 4 or 8 bytes
 */
export function gather(x: number, index: number, y: number, outer: number, length: number, inner: number, count: number, bytes: number): number;

/**
 * r" y = (a ≥ b)
 */
export function ge(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = (a ≥ b)
 */
export function ge_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = x/2·(1 + erf(x/√2))
 */
export function gelu(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·(Φ(x) + x·φ(x)); saved is x
 */
export function gelu_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
 */
export function gelu_tanh(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy times the derivative of gelu_tanh; saved is x
 */
export function gelu_tanh_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * c = a·b, or c += a·b when `accumulate`, or c = a·b + bias in each row unless that is 0: a m × k and b k × n by
 * element strides, c m × n contiguous. With strides of 0, b is what `pack_columns` made for this tile
 */
export function gemm(a: number, a_len: number, a_rs: number, a_cs: number, b: number, b_len: number, b_rs: number, b_cs: number, c: number, m: number, n: number, k: number, accumulate: boolean, bias: number): number;

/**
 * The input's part of the gates → the gates, with the previous state's part; n_h where it is wanted; h
 */
export function gru_step(gates: number, recurrent: number, reset: number, h_prev: number, h: number, lengths: number, time: number, batch: number, hidden: number): number;

/**
 * Gradients into d, as n, r, z and n_h; dh of this step → of the previous, but for the gates' part
 */
export function gru_step_backward(gates: number, reset: number, h_prev: number, dy: number, dh: number, d: number, lengths: number, time: number, batch: number, hidden: number): number;

/**
 * r" y = (a > b)
 */
export function gt(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = (a > b)
 */
export function gt_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" dx = 0 where x ≤ p or x ≥ q, dy elsewhere; saved is x
 */
export function hardtanh_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * The first address that is free for tensors: behind the module's own data and stack.
 */
export function heap_base(): number;

/**
 * r" y = (x ≠ 0)
 */
export function i32_to_bool(x: number, y: number, n: number): number;

/**
 * r" y = the real number nearest to x
 */
export function i32_to_real(x: number, y: number, n: number): number;

/**
 * y[o, index[j], :] += x[o, j, :]
 */
export function index_add(x: number, index: number, y: number, outer: number, length: number, inner: number, count: number): number;

/**
 * y[o, j, :] = x[o, index[j], :]; elements of 1, 4 or 8 bytes
 */
export function index_select(x: number, index: number, y: number, outer: number, length: number, inner: number, count: number, bytes: number): number;

/**
 * y[o, j, i] = (1 − w_j)·x[o, low_j, i] + w_j·x[o, high_j, i]
 */
export function interpolate(x: number, y: number, places: number, w: number, outer: number, length: number, inner: number, count: number): number;

/**
 * dx = Σ of each dy[o, j, i], shared out to its two places
 */
export function interpolate_backward(dy: number, dx: number, places: number, w: number, outer: number, length: number, inner: number, count: number): number;

/**
 * r" y = whether x is neither NaN nor infinite
 */
export function isfinite(x: number, y: number, n: number): number;

/**
 * r" y = whether x is ∞ or −∞
 */
export function isinf(x: number, y: number, n: number): number;

/**
 * r" y = whether x is NaN
 */
export function isnan(x: number, y: number, n: number): number;

/**
 * r" y = (a ≤ b)
 */
export function le(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = (a ≤ b)
 */
export function le_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = x above 0, p·x elsewhere
 */
export function leaky_relu(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy above 0, p·dy elsewhere; saved is x
 */
export function leaky_relu_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * y = x·d^(−beta), d = k + alpha/size·Σx² over size neighbouring channels of x [batch, channels, inner]
 */
export function local_response(x: number, y: number, d: number, batch: number, channels: number, inner: number, size: number, alpha: number, beta: number, k: number): number;

/**
 * dx_c = dy_c·d_c^(−beta) − 2·alpha·beta/size·x_c·Σ dy·y/d over the channels in whose neighbourhood c is
 */
export function local_response_backward(x: number, y: number, d: number, dy: number, dx: number, batch: number, channels: number, inner: number, size: number, alpha: number, beta: number, k: number): number;

/**
 * r" y = ln x
 */
export function log(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" y = ln(1 + x)
 */
export function log1p(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy/(x + 1); saved is x
 */
export function log1p_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy/x; saved is x
 */
export function log_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = x − ln Σ_l exp(x[o, l, i])
 */
export function log_softmax(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" dx = dy − exp(y)·Σ_l dy, y being the logarithm of the softmax
 */
export function log_softmax_backward(y: number, dy: number, dx: number, outer: number, length: number, inner: number): number;

/**
 * r" y = a ∧ b
 */
export function logical_and(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * y = ¬x
 */
export function logical_not(x: number, y: number, n: number): number;

/**
 * r" y = a ∨ b
 */
export function logical_or(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = a ⊻ b
 */
export function logical_xor(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y[o, i] = ln Σ_l exp x[o, l, i]
 */
export function logsumexp(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * gates before their activations → after; h and c from the previous ones; tanh(c) where it is wanted
 */
export function lstm_step(gates: number, c_prev: number, c: number, tanh_c: number, h_prev: number, h: number, lengths: number, time: number, batch: number, hidden: number): number;

/**
 * Gradients of the gates into d; dh and dc of this step → of the previous, dh but for the gates' part
 */
export function lstm_step_backward(gates: number, c_prev: number, tanh_c: number, dy: number, dh: number, dc: number, d: number, lengths: number, time: number, batch: number, hidden: number): number;

/**
 * r" y = (a < b)
 */
export function lt(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = (a < b)
 */
export function lt_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * y = the largest x of each window; index, unless 0, is where in its plane it stands
 */
export function max_pool(x: number, y: number, index: number, layout: number): number;

/**
 * dx = Σ dy over the windows whose largest element it was
 */
export function max_pool_backward(dy: number, index: number, dx: number, layout: number): number;

/**
 * r" y = the larger of a and b; NaN when either is
 */
export function maximum(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = the larger of a and b
 */
export function maximum_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y[o, i] = argmax_l x[o, l, i], the first of equals; the first NaN if there is one
 */
export function maximum_index(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = argmax_l x[o, l, i], the first of equals
 */
export function maximum_index_i32(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = max_l x[o, l, i]; NaN when any is
 */
export function maximum_reduce(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = max_l x[o, l, i]
 */
export function maximum_reduce_i32(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y = the smaller of a and b; NaN when either is
 */
export function minimum(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = the smaller of a and b
 */
export function minimum_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y[o, i] = argmin_l x[o, l, i], the first of equals; the first NaN if there is one
 */
export function minimum_index(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = argmin_l x[o, l, i], the first of equals
 */
export function minimum_index_i32(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = min_l x[o, l, i]; NaN when any is
 */
export function minimum_reduce(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = min_l x[o, l, i]
 */
export function minimum_reduce_i32(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y = a·b
 */
export function mul(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = a·b, wrapping around
 */
export function mul_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = (a ≠ b)
 */
export function ne(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = (a ≠ b)
 */
export function ne_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = −x
 */
export function neg(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" y = −x, wrapping around
 */
export function neg_i32(x: number, y: number, n: number): number;

/**
 * dlogp_c = −row_scale·((1 − ε)·w_t·[c = t] + ε/C·w_c); 0 where the target is ignored
 */
export function nll_backward(target: number, weight: number, row_scale: number, dlogp: number, batch: number, classes: number, inner: number, ignore_index: number, smoothing: number): number;

/**
 * row_loss = (1 − ε)·w_t·(−logp_t) + ε/C·Σ_c w_c·(−logp_c), row_weight = w_t; both 0 where the target is ignored
 */
export function nll_rows(logp: number, target: number, weight: number, row_loss: number, row_weight: number, batch: number, classes: number, inner: number, ignore_index: number, smoothing: number): number;

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, for each [channels, inner] of x [batch, groups, channels, inner];
 * not centered, the mean counts as 0. statistics [3, batch, groups] is for the backward pass
 */
export function normalize_rows(x: number, weight: number, bias: number, y: number, statistics: number, batch: number, groups: number, channels: number, inner: number, eps: number, centered: boolean): number;

/**
 * The gradients of normalize_rows. totals [2, groups, channels] is room for double-precision numbers
 */
export function normalize_rows_backward(x: number, dy: number, weight: number, statistics: number, dx: number, dweight: number, dbias: number, totals: number, batch: number, groups: number, channels: number, inner: number, centered: boolean): number;

/**
 * Packs b, k × n by element strides, for products with the tile that is chosen now
 */
export function pack_columns(b: number, b_len: number, b_rs: number, b_cs: number, packed: number, n: number, k: number): number;

/**
 * Elements of a k × n matrix packed for the chosen tile
 */
export function packed_length(n: number, k: number): number;

/**
 * y = aᵇ; the operands are those of every function of two numbers, see `zip_operands`
 */
export function pow(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = aᵇ for b ≥ 0, wrapping around
 */
export function pow_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y[o, i] = Π_l x[o, l, i]
 */
export function prod(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y[o, i] = Π_l x[o, l, i], wrapping around
 */
export function prod_i32(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" y = value with the given probability, else 0
 */
export function random_bernoulli(y: number, n: number, key_lo: number, key_hi: number, counter_lo: number, counter_hi: number, probability: number, value: number): number;

/**
 * r" y = the words of Philox4x32-10
 */
export function random_bits(y: number, n: number, key_lo: number, key_hi: number, counter_lo: number, counter_hi: number): number;

/**
 * r" y = low + ⌊word·range/2³²⌋
 */
export function random_integers(y: number, n: number, key_lo: number, key_hi: number, counter_lo: number, counter_hi: number, low: number, range: number): number;

/**
 * r" y = mean + std·z, z normal
 */
export function random_normal(y: number, n: number, key_lo: number, key_hi: number, counter_lo: number, counter_hi: number, mean: number, std: number): number;

/**
 * r" y = mean + std·z, z normal, given that it lies between low and high
 */
export function random_trunc_normal(y: number, n: number, key_lo: number, key_hi: number, counter_lo: number, counter_hi: number, mean: number, std: number, low: number, high: number): number;

/**
 * r" y = low + u·(high − low), u evenly in [0, 1) with 24 bits
 */
export function random_uniform(y: number, n: number, key_lo: number, key_hi: number, counter_lo: number, counter_hi: number, low: number, high: number): number;

/**
 * The bytes of a real number in this build: 4, or 8 in double precision.
 */
export function real_bytes(): number;

/**
 * r" y = (x ≠ 0); NaN is true
 */
export function real_to_bool(x: number, y: number, n: number): number;

/**
 * r" y = x without its fraction; NaN gives 0, what does not fit the nearest end of the integers
 */
export function real_to_i32(x: number, y: number, n: number): number;

/**
 * r" y = 1/x
 */
export function reciprocal(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = −dy·y²; saved is y
 */
export function reciprocal_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = max(x, p)
 */
export function relu(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = 0 where y ≤ 0, dy elsewhere; saved is y
 */
export function relu_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = the remainder of a/b with the sign of b
 */
export function remainder(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = the remainder of a/b with the sign of b, for b ≠ 0
 */
export function remainder_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * RMSprop; entries [n, param, grad, square_avg, grad_avg (0 unless centered), momentum_buffer (0 without momentum)]
 */
export function rmsprop_step(table: number, count: number, lr: number, alpha: number, eps: number, weight_decay: number, momentum: number, centered: boolean, maximize: boolean): number;

/**
 * h before its activation → after: tanh, or max(·, 0) when `rectified`
 */
export function rnn_step(h_prev: number, h: number, rectified: boolean, lengths: number, time: number, batch: number, hidden: number): number;

/**
 * The gradient before the activation into d; dh becomes 0
 */
export function rnn_step_backward(h: number, dy: number, dh: number, d: number, rectified: boolean, lengths: number, time: number, batch: number, hidden: number): number;

/**
 * r" y = the whole number nearest to x, halves to even
 */
export function round(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" y = 1/√x
 */
export function rsqrt(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = −dy/2·y³; saved is y
 */
export function rsqrt_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * y *= factor
 */
export function scale(y: number, n: number, factor: number): number;

/**
 * y[o, index[o, j, i], i] = x[o, j, i]; elements of 1, 4 or 8 bytes
 */
export function scatter(x: number, index: number, y: number, outer: number, length: number, inner: number, count: number, bytes: number): number;

/**
 * y[o, index[o, j, i], i] += x[o, j, i]
 */
export function scatter_add(x: number, index: number, y: number, outer: number, length: number, inner: number, count: number): number;

/**
 * y[o, index[o, j, i], i] += x[o, j, i]
 */
export function scatter_add_i32(x: number, index: number, y: number, outer: number, length: number, inner: number, count: number): number;

/**
 * y = a where the condition holds, b elsewhere
 */
export function select(condition: number, a: number, b: number, y: number, n: number): number;

/**
 * y = a where the condition holds, b elsewhere
 */
export function select_i32(condition: number, a: number, b: number, y: number, n: number): number;

/**
 * Stochastic gradient descent; entries [n, param, grad, buffer (0 without momentum), first (1: buffer = grad)]
 */
export function sgd_step(table: number, count: number, lr: number, momentum: number, dampening: number, weight_decay: number, nesterov: boolean, maximize: boolean): number;

/**
 * r" y = 1/(1 + e^(−x))
 */
export function sigmoid(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·y·(1 − y); saved is y
 */
export function sigmoid_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = −1, 0 or 1 by the sign of x; 0 for NaN
 */
export function sign(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" y = −1, 0 or 1 by the sign of x
 */
export function sign_i32(x: number, y: number, n: number): number;

/**
 * r" y = x·sigmoid(x)
 */
export function silu(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·s·(1 + x·(1 − s)) with s = sigmoid(x); saved is x
 */
export function silu_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = sin x
 */
export function sin(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·cos x
 */
export function sin_backward(x: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = exp(x) / Σ_l exp(x[o, l, i])
 */
export function softmax(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * r" dx = y·(dy − Σ_l dy·y), y being the softmax
 */
export function softmax_backward(y: number, dy: number, dx: number, outer: number, length: number, inner: number): number;

/**
 * r" y = ln(1 + e^(p·x))/p, and x where p·x > q
 */
export function softplus(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·sigmoid(p·x), and dy where p·x > q; saved is x
 */
export function softplus_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * y[o, :, i] = where the first `count` of x[o, :, i] in order stand; the workspace holds 32 · length bytes
 */
export function sort_indices(x: number, y: number, workspace: number, outer: number, length: number, inner: number, count: number, descending: boolean): number;

/**
 * The same for whole numbers
 */
export function sort_indices_i32(x: number, y: number, workspace: number, outer: number, length: number, inner: number, count: number, descending: boolean): number;

/**
 * r" y = √x
 */
export function sqrt(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy/(2y); saved is y
 */
export function sqrt_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = x²
 */
export function square(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·2x; saved is x
 */
export function square_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = (a − b)²
 */
export function squared_error_loss(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" da = dy·2·(a − b)
 */
export function squared_error_loss_backward(a: number, b: number, dy: number, da: number, n: number, p: number): number;

/**
 * y = x read at the positions of the layout `[rank, sizes.., strides.., offset]`; elements of 1, 4 or 8 bytes
 */
export function strided_gather(x: number, x_len: number, y: number, n: number, layout: number, bytes: number): number;

/**
 * x written into y at the positions of the layout `[rank, sizes.., strides.., offset]`; elements of 1, 4 or 8 bytes
 */
export function strided_scatter(x: number, y: number, y_len: number, n: number, layout: number, bytes: number): number;

/**
 * r" y = a − b
 */
export function sub(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * r" y = a − b, wrapping around
 */
export function sub_i32(a: number, b: number, y: number, n: number, layout: number, scalar: number): number;

/**
 * y[o, i] = scale · Σ_l x[o, l, i]
 */
export function sum(x: number, y: number, outer: number, length: number, inner: number, scale: number): number;

/**
 * r" y[o, i] = Σ_l x[o, l, i], wrapping around
 */
export function sum_i32(x: number, y: number, outer: number, length: number, inner: number): number;

/**
 * y = Σ x² over all arrays of a table of [n, x] pairs, in double precision
 */
export function sum_of_squares(table: number, count: number, y: number): number;

/**
 * r" y = tan x
 */
export function tan(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·(1 + y²); saved is y
 */
export function tan_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * r" y = tanh x
 */
export function tanh(x: number, y: number, n: number, p: number, q: number): number;

/**
 * r" dx = dy·(1 − y²); saved is y
 */
export function tanh_backward(saved: number, dy: number, dx: number, n: number, p: number, q: number): number;

/**
 * How many tiles there are to choose from
 */
export function tile_count(): number;

/**
 * Rows and columns of a tile, as rows · 256 + columns
 */
export function tile_shape(index: number): number;

/**
 * y[b, c, r] = x[b, r, c]; elements of 1, 4 or 8 bytes
 */
export function transpose(x: number, y: number, batch: number, rows: number, cols: number, bytes: number): number;

/**
 * r" y = x without its fraction
 */
export function trunc(x: number, y: number, n: number, p: number, q: number): number;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly abs: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly abs_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly abs_i32: (a: number, b: number, c: number) => number;
    readonly accumulate: (a: number, b: number, c: number) => number;
    readonly adam_step: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => number;
    readonly add: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly add_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly all: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly any: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly arange: (a: number, b: number, c: number, d: number) => number;
    readonly arange_i32: (a: number, b: number, c: number, d: number) => number;
    readonly atan: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly atan_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly average_pool: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly average_pool_backward: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly batch_norm: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number) => number;
    readonly batch_norm_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => number;
    readonly batch_norm_inference: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => number;
    readonly bce_loss: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly bce_loss_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly bce_with_logits_loss: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly bce_with_logits_loss_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly bool_to_i32: (a: number, b: number, c: number) => number;
    readonly bool_to_real: (a: number, b: number, c: number) => number;
    readonly ceil: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly choose_tile: (a: number) => void;
    readonly clamp: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly clamp_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly clip: (a: number, b: number, c: number) => number;
    readonly convolution_weight_gradient: (a: number, b: number, c: number, d: number) => number;
    readonly convolve: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly copy: (a: number, b: number, c: number) => number;
    readonly cos: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly cos_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly cross_entropy_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => number;
    readonly cumulative_product: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly cumulative_product_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly cumulative_product_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly cumulative_sum: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly cumulative_sum_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly div: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly elu: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly elu_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly eq: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly eq_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly erf: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly erf_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly exp: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly expm1: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly expm1_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly fill: (a: number, b: number, c: number) => number;
    readonly fill_bool: (a: number, b: number, c: number) => number;
    readonly fill_i32: (a: number, b: number, c: number) => number;
    readonly find_outside: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly floor: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly fmod: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly fmod_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly gather: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly ge: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly ge_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly gelu: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly gelu_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly gelu_tanh: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly gelu_tanh_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly gemm: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number, m: number, n: number) => number;
    readonly gru_step: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) => number;
    readonly gru_step_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => number;
    readonly gt: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly gt_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly hardtanh_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly heap_base: () => number;
    readonly i32_to_bool: (a: number, b: number, c: number) => number;
    readonly i32_to_real: (a: number, b: number, c: number) => number;
    readonly index_add: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly index_select: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly interpolate: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly interpolate_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly isfinite: (a: number, b: number, c: number) => number;
    readonly isinf: (a: number, b: number, c: number) => number;
    readonly isnan: (a: number, b: number, c: number) => number;
    readonly le: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly le_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly leaky_relu: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly leaky_relu_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly local_response: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => number;
    readonly local_response_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number) => number;
    readonly log: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly log1p: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly log1p_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly log_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly log_softmax: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly log_softmax_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly logical_and: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly logical_not: (a: number, b: number, c: number) => number;
    readonly logical_or: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly logical_xor: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly logsumexp: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly lstm_step: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => number;
    readonly lstm_step_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => number;
    readonly lt: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly lt_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly max_pool: (a: number, b: number, c: number, d: number) => number;
    readonly max_pool_backward: (a: number, b: number, c: number, d: number) => number;
    readonly maximum: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly maximum_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly maximum_index: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly maximum_index_i32: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly maximum_reduce: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly maximum_reduce_i32: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly minimum: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly minimum_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly minimum_index: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly minimum_index_i32: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly minimum_reduce: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly minimum_reduce_i32: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly mul: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly mul_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly ne: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly ne_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly neg: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly neg_i32: (a: number, b: number, c: number) => number;
    readonly nll_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) => number;
    readonly nll_rows: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => number;
    readonly normalize_rows: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => number;
    readonly normalize_rows_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number, m: number) => number;
    readonly pack_columns: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly packed_length: (a: number, b: number) => number;
    readonly pow: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly pow_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly prod: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly prod_i32: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly random_bernoulli: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly random_bits: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly random_integers: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly random_normal: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly random_trunc_normal: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => number;
    readonly random_uniform: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly real_bytes: () => number;
    readonly real_to_bool: (a: number, b: number, c: number) => number;
    readonly real_to_i32: (a: number, b: number, c: number) => number;
    readonly reciprocal: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly reciprocal_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly relu: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly relu_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly remainder: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly remainder_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly rmsprop_step: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) => number;
    readonly rnn_step: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly rnn_step_backward: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) => number;
    readonly round: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly rsqrt: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly rsqrt_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly scale: (a: number, b: number, c: number) => number;
    readonly scatter: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly scatter_add: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly scatter_add_i32: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly select: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly select_i32: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly sgd_step: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly sigmoid: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly sigmoid_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly sign: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly sign_i32: (a: number, b: number, c: number) => number;
    readonly silu: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly silu_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly sin: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly sin_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly softmax: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly softmax_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly softplus: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly softplus_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly sort_indices: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly sort_indices_i32: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly sqrt: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly sqrt_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly square: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly square_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly squared_error_loss: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly squared_error_loss_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly strided_gather: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly strided_scatter: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly sub: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly sub_i32: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly sum: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly sum_i32: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly sum_of_squares: (a: number, b: number, c: number) => number;
    readonly tan: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly tan_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly tanh: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly tanh_backward: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly tile_count: () => number;
    readonly tile_shape: (a: number) => number;
    readonly transpose: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly trunc: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
