/* tslint:disable */
/* eslint-disable */

/**
 * Chooses the tile that multiplies from now on; all give the same bits
 */
export function choose_tile(index: number): void;

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
 * c = a·b, or c += a·b when `accumulate`, or c = a·b + bias in each row unless that is 0: a m × k and b k × n by
 * element strides, c m × n contiguous. With strides of 0, b is what `pack_columns` made for this tile
 */
export function gemm(a: number, a_len: number, a_rs: number, a_cs: number, b: number, b_len: number, b_rs: number, b_cs: number, c: number, m: number, n: number, k: number, accumulate: boolean, bias: number): number;

/**
 * The first address that is free for tensors: behind the module's own data and stack.
 */
export function heap_base(): number;

/**
 * Packs b, k × n by element strides, for products with the tile that is chosen now
 */
export function pack_columns(b: number, b_len: number, b_rs: number, b_cs: number, packed: number, n: number, k: number): number;

/**
 * Elements of a k × n matrix packed for the chosen tile
 */
export function packed_length(n: number, k: number): number;

/**
 * The bytes of a real number in this build: 4, or 8 in double precision.
 */
export function real_bytes(): number;

/**
 * How many tiles there are to choose from
 */
export function tile_count(): number;

/**
 * Rows and columns of a tile, as rows · 256 + columns
 */
export function tile_shape(index: number): number;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly choose_tile: (a: number) => void;
    readonly convolution_weight_gradient: (a: number, b: number, c: number, d: number) => number;
    readonly convolve: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly gemm: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number, m: number, n: number) => number;
    readonly heap_base: () => number;
    readonly pack_columns: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly packed_length: (a: number, b: number) => number;
    readonly real_bytes: () => number;
    readonly tile_count: () => number;
    readonly tile_shape: (a: number) => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput, memory?: WebAssembly.Memory }} module - Passing `SyncInitInput` directly is deprecated.
 * @param {WebAssembly.Memory} memory - Deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput, memory?: WebAssembly.Memory } | SyncInitInput, memory?: WebAssembly.Memory): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput>, memory?: WebAssembly.Memory }} module_or_path - Passing `InitInput` directly is deprecated.
 * @param {WebAssembly.Memory} memory - Deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput>, memory?: WebAssembly.Memory } | InitInput | Promise<InitInput>, memory?: WebAssembly.Memory): Promise<InitOutput>;
