"""The coefficients of the polynomials in crates/kernels/src/math: `python minimax.py` prints them. Needs mpmath.

Remez exchange for the least largest weighted error. Coefficients are rounded to single precision one after the other,
from the lowest power on, and those that are left are fitted anew each time.
"""
import struct

from mpmath import atan, cos, erf, erfc, expm1, log, lu_solve, matrix, mp, mpf, nstr, pi, sin, sqrt, tan, tanh

mp.dps = 40
GRID = 4000


def single(x):
    return mpf(struct.unpack("f", struct.pack("f", float(x)))[0])


def shortest(x):
    """The fewest digits that mean this number of single precision."""
    return next(text for text in (nstr(x, digits) for digits in range(1, 10)) if single(mpf(text)) == x)


def extrema(points, errors, count):
    """Where errors of alternating sign are largest: `count` of them, the smallest ones left out."""
    found = []
    for x, error in zip(points, errors):
        if found and (error > 0) == (found[-1][1] > 0):
            if abs(error) > abs(found[-1][1]):
                found[-1] = (x, error)
        else:
            found.append((x, error))
    size = lambda i: abs(found[i][1])
    while len(found) > count:
        smallest = min(range(len(found)), key=size)
        if len(found) == count + 1 or smallest in (0, len(found) - 1):
            found.pop(0 if size(0) < size(-1) else -1)
        else:
            # With a neighbour, so that the signs still alternate.
            other = min(smallest - 1, smallest + 1, key=size)
            del found[min(smallest, other) : max(smallest, other) + 1]
    return [x for x, _ in found]


def remez(f, weight, degree, low, high, fixed):
    """All coefficients from x⁰ on, the first ones given, the others minimizing max |weight·(f − p)|."""
    free = range(len(fixed), degree + 1)
    count = len(free) + 1
    middle, half = (low + high) / 2, (high - low) / 2
    points = [middle - half * cos(pi * i / GRID) for i in range(GRID + 1)]
    weights = [weight(x) for x in points]
    rests = [f(x) - sum(c * x**k for k, c in enumerate(fixed)) for x in points]
    index = {x: i for i, x in enumerate(points)}
    nodes = [points[min(GRID, GRID * i // (count - 1) + (0 < i < count - 1) * 7)] for i in range(count)]
    for _ in range(30):
        system, right = matrix(count, count), matrix(count, 1)
        for row, x in enumerate(nodes):
            w = weights[index[x]]
            for column, power in enumerate(free):
                system[row, column] = w * x**power
            system[row, count - 1] = (-1) ** row
            right[row] = w * rests[index[x]]
        solution = lu_solve(system, right)
        coefficients = [solution[i] for i in range(count - 1)]
        errors = [
            w * (rest - sum(c * x**power for c, power in zip(coefficients, free)))
            for x, w, rest in zip(points, weights, rests)
        ]
        following = extrema(points, errors, count)
        if len(following) < count or following == nodes:
            break
        nodes = following
    return [*fixed, *coefficients]


def fit(f, weight, degree, low, high):
    fixed = []
    while len(fixed) <= degree:
        fixed.append(single(remez(f, weight, degree, low, high, fixed)[len(fixed)]))
    points = [low + (high - low) * i / GRID for i in range(GRID + 1)]
    worst = max(abs(weight(x) * (f(x) - sum(c * x**k for k, c in enumerate(fixed)))) for x in points)
    return fixed, worst


def near_zero(f, series, width=mpf("1e-6")):
    """f, and the first terms of its series where f itself divides by next to nothing."""
    return lambda x: f(x) if abs(x) > width else series(x)


def relative(f, power):
    """The weight that makes the error of x^power·p(x) relative to f."""
    return lambda x: abs(x**power / f(x)) if x else mpf(0)


def of_root(f):
    return lambda z: f(sqrt(z))


third, half_log2 = mpf(1) / 3, log(mpf(2)) / 2 * mpf("1.0001")
quarter = (pi / 4) ** 2 * mpf("1.0002")
FITS = {
    "exp: (eʳ − 1 − r)/r², relative to eʳ − 1": (
        near_zero(lambda r: (expm1(r) - r) / r**2, lambda r: mpf(1) / 2 + r / 6),
        relative(expm1, 2),
        *(4, -half_log2, half_log2),
    ),
    "log: (ln(1 + f) − f + f²/2)/f³": (
        near_zero(lambda f: (log(1 + f) - f + f * f / 2) / f**3, lambda f: third - f / 4 + f * f / 5),
        relative(lambda f: log(1 + f), 3),
        *(7, sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1),
    ),
    "softplus_tail: (ln(1 + t) − t)/t²": (
        near_zero(lambda t: (log(1 + t) - t) / t**2, lambda t: -mpf(1) / 2 + t / 3),
        relative(lambda t: log(1 + t), 2),
        *(9, mpf(0), mpf(1)),
    ),
    "sine: (sin r − r)/r³, in r²": (
        near_zero(of_root(lambda r: (sin(r) / r - 1) / r**2), lambda z: -mpf(1) / 6 + z / 120),
        lambda z: z * sqrt(z) / sin(sqrt(z)) if z else mpf(0),
        *(2, mpf(0), quarter),
    ),
    "cosine: (cos r − 1 + r²/2)/r⁴, in r²": (
        near_zero(of_root(lambda r: (cos(r) - 1 + r**2 / 2) / r**4), lambda z: mpf(1) / 24 - z / 720),
        lambda z: z * z / cos(sqrt(z)),
        *(2, mpf(0), quarter),
    ),
    "tan: (tan r − r)/r³, in r²": (
        near_zero(of_root(lambda r: (tan(r) / r - 1) / r**2), lambda z: third + 2 * z / 15),
        lambda z: z * sqrt(z) / tan(sqrt(z)) if z else mpf(0),
        *(6, mpf(0), quarter),
    ),
    "atan: (arctan t − t)/t³, in t²": (
        near_zero(of_root(lambda t: (atan(t) / t - 1) / t**2), lambda z: -third + z / 5),
        lambda z: z * sqrt(z) / atan(sqrt(z)) if z else mpf(0),
        *(7, mpf(0), mpf(1)),
    ),
    "tanh: (tanh x − x)/x³, in x²": (
        near_zero(of_root(lambda x: (tanh(x) / x - 1) / x**2), lambda z: -third + 2 * z / 15),
        lambda z: z * sqrt(z) / tanh(sqrt(z)) if z else mpf(0),
        *(3, mpf(0), mpf("0.55") ** 2),
    ),
    "erf: −ln(1 − erf t)/t − 1, relative to erf": (
        near_zero(lambda t: -log(erfc(t)) / t - 1, lambda t: 2 / sqrt(pi) - 1 + 2 * t / pi),
        lambda t: t * erfc(t) / erf(t) if t else sqrt(pi) / 2,
        *(8, mpf(0), mpf("3.95")),
    ),
}

if __name__ == "__main__":
    for name, (f, weight, degree, low, high) in FITS.items():
        coefficients, worst = fit(f, weight, degree, low, high)
        print(f"{name}; error 2^{nstr(log(worst, 2), 4)}")
        for coefficient in reversed(coefficients):
            print(f"    {shortest(coefficient)}")
