/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64, BLOCK_SIZE = 64 * 1024 };

typedef struct block {
    struct block *next;
    size_t size, used;
} block;

struct leo_arena {
    leo_allocator allocator;
    block *blocks;
    size_t taken;
};

static void *default_resize(void *context, void *memory, size_t size)
{
    (void)context;
    if (size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, size);
}

leo_arena *leo_arena_create(const leo_allocator *allocator)
{
    const leo_allocator used = allocator ? *allocator : (leo_allocator){ default_resize, NULL };
    leo_arena *arena = used.resize(used.context, NULL, sizeof *arena);
    if (arena)
        *arena = (leo_arena){ .allocator = used };
    return arena;
}

void leo_arena_destroy(leo_arena *arena)
{
    if (!arena)
        return;
    const leo_allocator allocator = arena->allocator;
    for (block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        allocator.resize(allocator.context, b, 0);
    }
    allocator.resize(allocator.context, arena, 0);
}

static size_t header_size(void)
{
    return (sizeof(block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *leo_arena_take(leo_arena *arena, size_t count, size_t size)
{
    if (!arena || (size && count > SIZE_MAX / 2 / size))
        return NULL;
    const size_t wanted = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
    block *b = arena->blocks;
    if (!b || b->size - b->used < wanted) {
        const size_t room = wanted > BLOCK_SIZE ? wanted : BLOCK_SIZE;
        b = arena->allocator.resize(arena->allocator.context, NULL, header_size() + room);
        if (!b)
            return NULL;
        *b = (block){ .next = arena->blocks, .size = room };
        arena->blocks = b;
    }
    char *start = (char *)b + header_size() + b->used;
    char *aligned = start + (ALIGNMENT - (uintptr_t)start % ALIGNMENT) % ALIGNMENT;
    b->used += wanted;
    arena->taken += wanted;
    return memset(aligned, 0, count * size);
}

char *leo_arena_text_n(leo_arena *arena, const char *text, size_t length)
{
    char *copy = leo_arena_take(arena, length + 1, 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

char *leo_arena_text(leo_arena *arena, const char *text)
{
    return leo_arena_text_n(arena, text, strlen(text));
}

size_t leo_arena_used(const leo_arena *arena)
{
    return arena ? arena->taken : 0;
}
