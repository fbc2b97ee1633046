/* SPDX-License-Identifier: MIT */
#include "record/checkpoint.h"
#include "base/error.h"
#include "base/hash.h"
#include "record/folder.h"

#include <stdlib.h>
#include <string.h>

static const char MAGIC[8] = { 'L', 'E', 'O', 'C', 'H', 'E', 'C', 'K' };

leo_status leo_checkpoint_write(const char *path, const leo_checkpoint *checkpoint, const void *state,
                                leo_error *error)
{
    const size_t head = sizeof *checkpoint, body = (size_t)checkpoint->state_size;
    unsigned char *bytes = malloc(head + body + sizeof(uint64_t));
    if (!bytes)
        return leo_fail(error, LEO_NO_MEMORY, path, "no memory for %zu bytes", head + body);
    memcpy(bytes, checkpoint, head);
    memcpy(bytes, MAGIC, sizeof MAGIC);
    memcpy(bytes + head, state, body);
    const uint64_t hash = leo_hash(0, bytes, head + body);
    memcpy(bytes + head + body, &hash, sizeof hash);
    const leo_status status = leo_folder_write(path, bytes, head + body + sizeof hash, error);
    free(bytes);
    return status;
}

leo_status leo_checkpoint_read(const char *path, leo_checkpoint *checkpoint, void **state, leo_error *error)
{
    char *bytes;
    size_t size;
    *state = NULL;
    leo_status status = leo_folder_read(path, &bytes, &size, error);
    if (status != LEO_OK)
        return status;
    const size_t head = sizeof *checkpoint;
    uint64_t hash = 0;
    if (size < head + sizeof hash || memcmp(bytes, MAGIC, sizeof MAGIC) != 0) {
        status = leo_fail(error, LEO_IO, path, "is not a checkpoint of Leonov");
    } else {
        memcpy(checkpoint, bytes, head);
        memcpy(&hash, bytes + size - sizeof hash, sizeof hash);
        if (checkpoint->version != LEO_CHECKPOINT_VERSION)
            status = leo_fail(error, LEO_IO, path, "has format %llu, this version reads %d",
                              (unsigned long long)checkpoint->version, LEO_CHECKPOINT_VERSION);
        else if (checkpoint->state_size != size - head - sizeof hash ||
                 hash != leo_hash(0, bytes, size - sizeof hash))
            status = leo_fail(error, LEO_IO, path, "is damaged: its checksum does not fit");
    }
    if (status == LEO_OK) {
        checkpoint->mission[LEO_CHECKPOINT_NAME_ROOM - 1] = 0;
        memmove(bytes, bytes + head, (size_t)checkpoint->state_size);
        *state = bytes;
        return LEO_OK;
    }
    free(bytes);
    return status;
}
