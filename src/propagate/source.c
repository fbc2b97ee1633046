/* SPDX-License-Identifier: MIT */
/* Where a setup comes from: which kind of file it is. */
#include "base/error.h"
#include "propagate/setup.h"

#include <ctype.h>
#include <string.h>

enum { LOOK = 4096 };

static const size_t FILE_LIMIT = (size_t)1 << 28;

leo_node *leo_setup_child(leo_arena *arena, leo_node *parent, const char *key, leo_node_kind kind,
                          const char *text, long line, int column)
{
    leo_node *node = LEO_TAKE(arena, leo_node, 1);
    if (!node)
        return NULL;
    *node = (leo_node){ .kind = kind,
                        .key = key,
                        .text = text ? text : "",
                        .file = parent ? parent->file : "",
                        .line = (int)line,
                        .column = column,
                        .key_line = (int)line,
                        .key_column = 1,
                        .owner = parent };
    if (parent)
        leo_node_append(parent, node);
    return node;
}

/* The first letters, without marks of encoding, zeros of wide letters and white space. */
static void beginning(leo_bytes bytes, char text[LOOK + 1])
{
    size_t length = 0;
    for (size_t i = 0; i < bytes.size && i < LOOK; i++)
        if (bytes.data[i] && bytes.data[i] < 0x80 && (length || !isspace(bytes.data[i])))
            text[length++] = (char)bytes.data[i];
    text[length] = 0;
}

leo_node *leo_setup_source_bytes(leo_bytes bytes, const char *at, const leo_data *data, leo_arena *arena,
                                 leo_error *error)
{
    char text[LOOK + 1];
    beginning(bytes, text);
    const int xml = text[0] == '<';
    if (xml ? strstr(text, "<oem") != NULL : strstr(text, "CCSDS_OEM_VERS") != NULL)
        return leo_setup_from_oem(bytes, at, data, arena, error);
    if (at) {
        leo_fail(error, LEO_BAD_INPUT, bytes.name,
                 "an instant to start from is chosen from an OEM; this is none");
        return NULL;
    }
    if (xml || strstr(text, "CCSDS_OPM_VERS"))
        return leo_setup_from_opm(bytes, arena, error);
    if (strstr(text, "CCSDS_")) {
        leo_fail(error, LEO_BAD_INPUT, bytes.name, "a message of another kind: OPM and OEM are read");
        return NULL;
    }
    leo_node *root = leo_tree_read(bytes.name, (const char *)bytes.data, bytes.size, arena, error);
    if (root && root->kind != LEO_NODE_MAP) {
        leo_fail(error, LEO_BAD_INPUT, bytes.name,
                 "must be an OPM, an OEM or a map of keys and values, found %s", leo_node_noun(root));
        return NULL;
    }
    return root;
}

leo_node *leo_setup_source(const char *path, const char *at, const leo_data *data, leo_arena *arena,
                           leo_error *error)
{
    leo_bytes bytes;
    if (!path && at) {
        leo_fail(error, LEO_BAD_INPUT, "at", "an instant to start from is chosen from an OEM; there is none");
        return NULL;
    }
    if (!path) {
        leo_node *root = leo_setup_child(arena, NULL, NULL, LEO_NODE_MAP, "", 0, 0);
        if (!root)
            leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
        else
            root->file = "settings";
        return root;
    }
    leo_error why = { 0 };
    if (leo_file_read(path, FILE_LIMIT, arena, &bytes, &why) != LEO_OK) {
        leo_fail(error, why.status == LEO_NO_MEMORY ? why.status : LEO_BAD_INPUT, path, "%s", why.message);
        return NULL;
    }
    bytes.name = leo_arena_text(arena, path);
    return bytes.name ? leo_setup_source_bytes(bytes, at, data, arena, error) : NULL;
}
