/* SPDX-License-Identifier: MIT */
#ifndef LEO_BASE_MEMORY_H
#define LEO_BASE_MEMORY_H

#include <leonov/types.h>

/*
 * An arena: memory that is taken in pieces and given back all at once. Everything is zeroed and aligned to 64
 * bytes. A run takes all its memory from its arena before the first step; a step takes none.
 */
typedef struct leo_arena leo_arena;

/* The host's allocator: `resize(context, NULL, n)` allocates, `resize(context, p, 0)` frees. */
typedef struct leo_allocator {
    void *(*resize)(void *context, void *block, size_t size);
    void *context;
} leo_allocator;

/* `allocator` may be NULL: the C library's. Returns NULL when there is no memory. */
leo_arena *leo_arena_create(const leo_allocator *allocator);
void leo_arena_destroy(leo_arena *arena);

/* `count * size` zeroed bytes, never NULL when 0 was asked; NULL when there is no memory (or the product overflows). */
void *leo_arena_take(leo_arena *arena, size_t count, size_t size);

/* A copy of `text` (of its first `length` bytes), zero-terminated. */
char *leo_arena_text(leo_arena *arena, const char *text);
char *leo_arena_text_n(leo_arena *arena, const char *text, size_t length);

/* Bytes taken so far, for the memory report and the tests. */
size_t leo_arena_used(const leo_arena *arena);

#define LEO_TAKE(arena, type, count) ((type *)leo_arena_take((arena), (size_t)(count), sizeof(type)))

#endif
