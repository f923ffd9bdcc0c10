// Between floats and the bytes of matrix products of eight-bit integers.
//
// A matrix is quantized twice in one reading: with a scale for each row and with a scale for each
// column, because a product needs one scale for all that is summed up. Bytes lie in -127..127.
//
// The loops over a row are functions of their own with restricted pointers and 32-bit counters:
// in this shape compilers vectorize them, which makes them ten times faster.

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MOST_COLUMNS = 1 << 15 };      // what shares of one row take on the stack: 128 KB
static const float LARGEST = 127.0f;
static const float OFFSET = 128.0f;   // keeps numbers positive, where cutting off is rounding down

static float find_extent(const float *restrict row, int32_t columns) {
  float extent = 0.0f;
  for (int32_t c = 0; c < columns; ++c) {
    const float size = fabsf(row[c]);
    extent = size > extent ? size : extent;
  }
  return extent;
}

static void widen(const float *restrict row, float *restrict extents, float *restrict sums,
                  int32_t columns) {
  for (int32_t c = 0; c < columns; ++c) {
    const float size = fabsf(row[c]);
    extents[c] = size > extents[c] ? size : extents[c];
    sums[c] += row[c];
  }
}

static float invert(float scale) { return scale > 0.0f ? 1.0f / scale : 0.0f; }

// The finalizer of MurmurHash3: neighbors become numbers that have nothing to do with each other.
static inline uint32_t hash(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x85ebca6bU;
  x = (x ^ (x >> 13)) * 0xc2b2ae35U;
  return x ^ (x >> 16);
}

// What is added before cutting off: for each number another share of a unit.
static void draw(uint32_t start, float *restrict shares, int32_t columns) {
  for (int32_t c = 0; c < columns; ++c) {
    const uint32_t bits = hash(start + (uint32_t)c * 0x9e3779b9U);
    shares[c] = (float)(int32_t)(bits >> 16) * 0x1p-16f + OFFSET;
  }
}

static void quantize_row(const float *restrict row, float factor, const float *restrict shares,
                         int8_t *restrict bytes, int32_t columns) {
  for (int32_t c = 0; c < columns; ++c) {
    int32_t level = (int32_t)(row[c] * factor + shares[c]);
    level = level > 255 ? 255 : level;
    bytes[c] = (int8_t)(level - 128);
  }
}

static void quantize_by_columns(const float *restrict row, const float *restrict factors,
                                const float *restrict shares, int8_t *restrict bytes,
                                int32_t columns) {
  for (int32_t c = 0; c < columns; ++c) {
    int32_t level = (int32_t)(row[c] * factors[c] + shares[c]);
    level = level > 255 ? 255 : level;
    bytes[c] = (int8_t)(level - 128);
  }
}

static void rescale_row(const int32_t *restrict products, float row_scale,
                        const float *restrict column_scales, const float *restrict bias,
                        float *restrict row, int32_t columns) {
  for (int32_t c = 0; c < columns; ++c) {
    row[c] = (float)products[c] * (row_scale * column_scales[c]) + bias[c];
  }
}

// x and both kinds of bytes are (rows, columns); scales and sums are (rows,) or (columns,).
void quantize(const float *x, int64_t rows, int32_t columns, bool random_rows,
              bool random_columns, uint32_t seed, int8_t *row_bytes, float *row_scales,
              int8_t *column_bytes, float *column_scales, float *column_sums) {
  memset(column_scales, 0, sizeof(float) * (size_t)columns);
  memset(column_sums, 0, sizeof(float) * (size_t)columns);
#pragma omp parallel for schedule(static) reduction(max : column_scales[ : columns]) \
    reduction(+ : column_sums[ : columns])
  for (int64_t r = 0; r < rows; ++r) {
    row_scales[r] = find_extent(x + r * columns, columns) / LARGEST;
    widen(x + r * columns, column_scales, column_sums, columns);
  }
  float factors[MOST_COLUMNS], halves[MOST_COLUMNS];
  for (int32_t c = 0; c < columns; ++c) {
    column_scales[c] /= LARGEST;
    factors[c] = invert(column_scales[c]);
    halves[c] = OFFSET + 0.5f;
  }
#pragma omp parallel for schedule(static)
  for (int64_t r = 0; r < rows; ++r) {
    float shares[MOST_COLUMNS];
    if (random_rows || random_columns) draw(hash(seed + (uint32_t)r), shares, columns);
    const int64_t at = r * columns;
    quantize_row(x + at, invert(row_scales[r]), random_rows ? shares : halves, row_bytes + at,
                 columns);
    quantize_by_columns(x + at, factors, random_columns ? shares : halves, column_bytes + at,
                        columns);
  }
}

// Products times the scales of their rows and columns, plus a bias for each column.
void rescale(const int32_t *products, int64_t rows, int32_t columns, const float *row_scales,
             const float *column_scales, const float *bias, float *result) {
#pragma omp parallel for schedule(static)
  for (int64_t r = 0; r < rows; ++r) {
    const int64_t at = r * columns;
    rescale_row(products + at, row_scales[r], column_scales, bias, result + at, columns);
  }
}
