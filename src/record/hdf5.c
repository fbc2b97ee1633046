/* SPDX-License-Identifier: MIT */
#include "record/hdf5.h"
#include "base/error.h"

#include <errno.h>
#include <string.h>

leo_hdf5_quiet leo_hdf5_hush(void)
{
    leo_hdf5_quiet quiet = { NULL, NULL };
    H5Eget_auto2(H5E_DEFAULT, &quiet.print, &quiet.context);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    return quiet;
}

void leo_hdf5_speak(leo_hdf5_quiet quiet)
{
    H5Eset_auto2(H5E_DEFAULT, quiet.print, quiet.context);
}

/* The first one met when walking upward from the bottom of the stack is the deepest. */
static herr_t keep_deepest(unsigned depth, const H5E_error2_t *entry, void *reason)
{
    char *text = reason;
    if (depth == 0 && entry->desc)
        snprintf(text, 400, "%s", entry->desc);
    return 0;
}

leo_status leo_hdf5_fail(const char *path, const char *doing, leo_error *error)
{
    const int system = errno;
    char reason[400] = "HDF5 gave no reason";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_deepest, reason);
    H5Eclear2(H5E_DEFAULT);
    if (system)
        return leo_fail(error, LEO_IO, path, "cannot %s: %s", doing, strerror(system));
    return leo_fail(error, LEO_IO, path, "cannot %s: %s", doing, reason);
}

leo_status leo_hdf5_text(hid_t object, const char *key, const char *text)
{
    const size_t length = strlen(text);
    const hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    leo_status status = LEO_IO;
    if (type >= 0 && space >= 0 && H5Tset_size(type, length ? length : 1) >= 0 &&
        H5Tset_strpad(type, H5T_STR_NULLPAD) >= 0 && H5Tset_cset(type, H5T_CSET_UTF8) >= 0) {
        const hid_t attribute = H5Acreate2(object, key, type, space, H5P_DEFAULT, H5P_DEFAULT);
        if (attribute >= 0) {
            if (H5Awrite(attribute, type, text) >= 0)
                status = LEO_OK;
            H5Aclose(attribute);
        }
    }
    if (space >= 0)
        H5Sclose(space);
    if (type >= 0)
        H5Tclose(type);
    return status;
}
