/* SPDX-License-Identifier: MIT */

/* Parts by name, nodes by name, and the two passes that put a craft together. */
#include "base/error.h"
#include "part/part.h"

#include <stdio.h>
#include <string.h>

leo_part_at *leo_craft_find(leo_craft *craft, const char *name)
{
    for (int i = 0; name && i < craft->count; i++)
        if (strcmp(craft->parts[i].name, name) == 0)
            return &craft->parts[i];
    return NULL;
}

/* Edit distance, for hints; names beyond 63 letters are cut. */
static int distance(const char *a, const char *b)
{
    int row[64];
    const size_t n = strlen(b) < 63 ? strlen(b) : 63;
    for (size_t j = 0; j <= n; j++)
        row[j] = (int)j;
    for (size_t i = 1; a[i - 1] && i < 64; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= n; j++) {
            const int swap = diagonal + (a[i - 1] != b[j - 1]);
            const int least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            diagonal = row[j];
            row[j] = swap < least ? swap : least;
        }
    }
    return row[n];
}

int leo_craft_node(leo_craft *craft, const leo_part_at *self, const char *key, const char *name,
                   leo_error *error)
{
    const int node = leo_network_find(craft->network, name);
    if (node >= 0)
        return node;
    char list[512] = "";
    const char *nearest = "";
    int best = 1000;
    size_t length = 0;
    for (int i = 0; leo_network_node_name(craft->network, i); i++) {
        const char *other = leo_network_node_name(craft->network, i);
        const int far = distance(name ? name : "", other);
        if (far < best) {
            best = far;
            nearest = other;
        }
        if (length < sizeof list)
            length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", i ? ", " : "", other);
    }
    leo_fail(error, LEO_BAD_INPUT, self->name, "%s: no node `%s`; nearest: `%s`; there are: %s", key,
             name ? name : "", nearest, list);
    return -1;
}

leo_status leo_craft_build(leo_craft *craft, leo_error *error)
{
    for (int i = 0; i < craft->count; i++) {
        leo_part_at *self = &craft->parts[i];
        self->network = craft->network;
        const leo_status status = self->part->build ? self->part->build(self, craft, error) : LEO_OK;
        if (status != LEO_OK)
            return status;
    }
    for (int i = 0; i < craft->count; i++) {
        leo_part_at *self = &craft->parts[i];
        const leo_status status = self->part->connect ? self->part->connect(self, craft, error) : LEO_OK;
        if (status != LEO_OK)
            return status;
    }
    return LEO_OK;
}
