/* @ts-self-types="./relaxed.d.ts" */

/**
 * Chooses the tile that multiplies from now on; all give the same bits
 * @param {number} index
 */
export function choose_tile(index) {
    wasm.choose_tile(index);
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
 * The first address that is free for tensors: behind the module's own data and stack.
 * @returns {number}
 */
export function heap_base() {
    const ret = wasm.heap_base();
    return ret >>> 0;
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
 * The bytes of a real number in this build: 4, or 8 in double precision.
 * @returns {number}
 */
export function real_bytes() {
    const ret = wasm.real_bytes();
    return ret >>> 0;
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
function __wbg_get_imports(memory) {
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
        memory: memory || new WebAssembly.Memory({initial:72}),
    };
    return {
        __proto__: null,
        "./relaxed_bg.js": import0,
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

function initSync(module, memory) {
    if (wasm !== undefined) return wasm;


    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module, memory} = module)
        } else {
            console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
        }
    }

    const imports = __wbg_get_imports(memory);
    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
    const instance = new WebAssembly.Instance(module, imports);
    return __wbg_finalize_init(instance, module);
}

let __wbg_init_promise;
async function __wbg_init(module_or_path, memory) {
    if (wasm !== undefined) return wasm;
    if (__wbg_init_promise === undefined) {
        __wbg_init_promise = __wbg_init_once(module_or_path, memory);
        __wbg_init_promise.catch(() => { __wbg_init_promise = undefined; });
    }
    return __wbg_init_promise;
}

async function __wbg_init_once(module_or_path, memory) {

    if (module_or_path !== undefined) {
        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path, memory} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
    }

    if (module_or_path === undefined) {
        module_or_path = new URL('relaxed.wasm', import.meta.url);
    }
    const imports = __wbg_get_imports(memory);

    if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
        module_or_path = fetch(module_or_path);
    }

    const { instance, module } = await __wbg_load(await module_or_path, imports);

    return __wbg_finalize_init(instance, module);
}

export { initSync, __wbg_init as default };
