/* SPDX-License-Identifier: MIT */

/*
 * Checkpoints. A checkpoint is the snapshot taken before the last window was opened, the events until then,
 * and how far that window has been read. Taking it up again opens and flies the same window once more: the
 * same bits.
 *
 *     | header | queue | snapshot: books entries limits history located flight network inputs memories names
 * | events |
 */
#include "base/error.h"
#include "run/run.h"

#include <string.h>

enum { NAME_ROOM = 64 };

static const uint64_t MAGIC = 0x4c454f4e4f563031u; // "LEONOV01"

typedef struct header {
    uint64_t magic, plan_hash, snapshot_size;
    int64_t event_count, queue_count, opened;
    double now_s, end_s;
} header;

static size_t padded(size_t size)
{
    return (size + 15) / 16 * 16;
}

/* One pass over all blocks of a snapshot; `visit` copies one way or the other. */
typedef void visit_fn(void *live, unsigned char *saved, size_t size);

static void keep(void *live, unsigned char *saved, size_t size)
{
    memcpy(saved, live, size);
}

static void take_back(void *live, unsigned char *saved, size_t size)
{
    memcpy(live, saved, size);
}

static size_t visit_blocks(leo_run *run, unsigned char *bytes, visit_fn *visit)
{
    const leo_plan *plan = run->plan;
    size_t at = 0;
    const struct {
        void *live;
        size_t size;
    } blocks[] = {
        { &run->books, sizeof run->books },
        { run->entries, sizeof *run->entries * (size_t)plan->entry_count },
        { run->limits, sizeof *run->limits * (size_t)plan->limit_count },
        { run->history, sizeof *run->history * (size_t)plan->history_count },
        { run->located, (size_t)plan->entry_count },
    };
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        if (bytes && blocks[i].size)
            visit(blocks[i].live, bytes + at, blocks[i].size);
        at += padded(blocks[i].size);
    }
    for (int i = 0; i < plan->thing_count; i++) {
        const leo_kind *kind = plan->things[i].kind;
        if (bytes && kind->input.size)
            visit(run->places[i].input, bytes + at, kind->input.size);
        at += padded(kind->input.size);
        if (bytes && kind->memory.size)
            visit(run->places[i].memory, bytes + at, kind->memory.size);
        at += padded(kind->memory.size);
    }
    return at;
}

static int is_name(const leo_field *field)
{
    return field->type == LEO_NAME || field->type == LEO_TEXT;
}

static void find_names(leo_run *run, const leo_block *rows, void *block, size_t block_offset)
{
    for (const leo_field *field = rows->fields; field && field->key; field++)
        if (is_name(field)) {
            if (run->names)
                run->names[run->name_count] = (leo_name_slot){ block, block_offset, field->offset };
            run->name_count++;
        }
}

static void list_names(leo_run *run)
{
    size_t at = padded(sizeof run->books) + padded(sizeof *run->entries * (size_t)run->plan->entry_count) +
                padded(sizeof *run->limits * (size_t)run->plan->limit_count) +
                padded(sizeof *run->history * (size_t)run->plan->history_count) +
                padded((size_t)run->plan->entry_count);
    run->name_count = 0;
    for (int i = 0; i < run->plan->thing_count; i++) {
        const leo_kind *kind = run->plan->things[i].kind;
        find_names(run, &kind->input, run->places[i].input, at);
        at += padded(kind->input.size);
        find_names(run, &kind->memory, run->places[i].memory, at);
        at += padded(kind->memory.size);
    }
}

leo_status leo_run_snapshot_prepare(leo_run *run, leo_error *error)
{
    list_names(run);
    run->names = LEO_TAKE(run->arena, leo_name_slot, run->name_count);
    const size_t blocks = visit_blocks(run, NULL, NULL);
    run->snapshot_size = blocks + padded(leo_flight_state_size(run->flight)) +
                         padded(leo_network_state_size(run->network)) + (size_t)run->name_count * NAME_ROOM;
    run->snapshot = LEO_TAKE(run->arena, unsigned char, run->snapshot_size);
    if (!run->names || !run->snapshot)
        return leo_fail(error, LEO_NO_MEMORY, "checkpoint", "%zu bytes", run->snapshot_size);
    list_names(run);
    leo_run_snapshot_take(run);
    return LEO_OK;
}

void leo_run_snapshot_take(leo_run *run)
{
    unsigned char *bytes = run->snapshot;
    run->snapshot_events = run->books.event_count;
    size_t at = visit_blocks(run, bytes, keep);
    leo_flight_save(run->flight, bytes + at);
    at += padded(leo_flight_state_size(run->flight));
    leo_network_save(run->network, bytes + at);
    at += padded(leo_network_state_size(run->network));
    for (int i = 0; i < run->name_count; i++, at += NAME_ROOM) {
        const leo_name_slot *slot = &run->names[i];
        const char *name;
        memcpy(&name, (const char *)slot->block + slot->offset, sizeof name);
        memset(bytes + slot->block_offset + slot->offset, 0, sizeof name);
        memset(bytes + at, 0, NAME_ROOM);
        if (name)
            strncpy((char *)bytes + at, name, NAME_ROOM - 1);
    }
}

/* The text of the plan that equals `name`, so that the pointer lives as long as the plan. */
static const char *own_text(leo_run *run, const char *name)
{
    const leo_plan *plan = run->plan;
    if (!name[0])
        return NULL;
    for (int i = 0; i < plan->thing_count; i++)
        if (strcmp(plan->things[i].name, name) == 0)
            return plan->things[i].name;
    for (int i = 0; i < plan->entry_count; i++)
        for (int k = 0; k < plan->entries[i].command_count; k++) {
            const char *text = plan->entries[i].commands[k].name;
            if (text && strcmp(text, name) == 0)
                return text;
        }
    return leo_arena_text(run->arena, name);
}

static leo_status snapshot_read(leo_run *run, const unsigned char *bytes, leo_error *error)
{
    memcpy(run->snapshot, bytes, run->snapshot_size);
    size_t at = visit_blocks(run, run->snapshot, take_back);
    leo_flight_restore(run->flight, run->snapshot + at);
    at += padded(leo_flight_state_size(run->flight));
    leo_network_restore(run->network, run->snapshot + at);
    at += padded(leo_network_state_size(run->network));
    for (int i = 0; i < run->name_count; i++, at += NAME_ROOM) {
        const leo_name_slot *slot = &run->names[i];
        char text[NAME_ROOM];
        memcpy(text, bytes + at, NAME_ROOM);
        text[NAME_ROOM - 1] = '\0';
        const char *name = own_text(run, text);
        if (text[0] && !name)
            return leo_fail(error, LEO_NO_MEMORY, "checkpoint", "a name of %d bytes", NAME_ROOM);
        memcpy((char *)slot->block + slot->offset, &name, sizeof name);
    }
    return LEO_OK;
}

size_t leo_run_state_size(const leo_run *run)
{
    if (!run)
        return 0;
    return sizeof(header) + sizeof run->books.queue + run->snapshot_size +
           sizeof *run->events * (size_t)run->snapshot_events;
}

leo_status leo_run_save(const leo_run *run, void *bytes, leo_error *error)
{
    if (!run || !bytes)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_save", "run and bytes must be given");
    const header head = { MAGIC,
                          run->plan->hash,
                          run->snapshot_size,
                          run->snapshot_events,
                          run->books.queue_count,
                          run->books.opened,
                          run->books.now_s,
                          run->books.end_s };
    unsigned char *at = bytes;
    memcpy(at, &head, sizeof head);
    at += sizeof head;
    memcpy(at, run->books.queue, sizeof run->books.queue);
    at += sizeof run->books.queue;
    memcpy(at, run->snapshot, run->snapshot_size);
    at += run->snapshot_size;
    memcpy(at, run->events, sizeof *run->events * (size_t)run->snapshot_events);
    return LEO_OK;
}

leo_status leo_run_restore(leo_run *run, const void *bytes, leo_error *error)
{
    leo_error local = { 0 };
    if (!error)
        error = &local;
    if (!run || !bytes)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_restore", "run and bytes must be given");
    header head;
    const unsigned char *at = bytes;
    memcpy(&head, at, sizeof head);
    at += sizeof head;
    if (head.magic != MAGIC)
        return leo_fail(error, LEO_BAD_INPUT, "checkpoint",
                        "these bytes are not a checkpoint of this version");
    if (head.plan_hash != run->plan->hash || head.snapshot_size != run->snapshot_size ||
        head.event_count < 0 || head.event_count > LEO_EVENT_ROOM || head.queue_count < 0 ||
        head.queue_count > LEO_QUEUE_ROOM)
        return leo_fail(
            error, LEO_BAD_INPUT, "checkpoint",
            "it belongs to another mission file, or to other overrides (plan %016llx, this is %016llx)",
            (unsigned long long)head.plan_hash, (unsigned long long)run->plan->hash);
    const unsigned char *queue = at;
    at += sizeof run->books.queue;
    leo_status status = snapshot_read(run, at, error);
    if (status != LEO_OK)
        return status;
    at += run->snapshot_size;
    memcpy(run->events, at, sizeof *run->events * (size_t)head.event_count);
    run->snapshot_events = (int)head.event_count;
    while (run->books.over == LEO_FLYING &&
           (run->books.opened < head.opened || run->books.end_s < head.end_s))
        if ((status = leo_run_advance(run, error)) != LEO_OK)
            return status;
    run->books.now_s = head.now_s;
    if (run->books.over == LEO_FLYING && run->books.now_s >= run->plan->end_s) {
        status = leo_run_settle(run, error);
        run->books.over = LEO_COMPLETED;
    }
    memcpy(run->books.queue, queue, sizeof run->books.queue);
    run->books.queue_count = (int)head.queue_count;
    return status;
}
