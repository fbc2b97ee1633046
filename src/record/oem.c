/* SPDX-License-Identifier: MIT */

/*
 * The trajectory as an Orbit Ephemeris Message in keyword-value notation.
 *
 * Source  CCSDS 502.0-B-2, Orbit Data Messages, 2009 (with corrigendum 1, 2012), chapter 5 and annex A; names
 *         of frames and time systems from the SANA registries (GCRF, TAI).
 * Axes    GCRF, centre of the Earth. Kilometres and kilometres per second, as the standard asks.
 * Times   TAI: the UTC of 1960-1971 had seconds of another length, which the standard does not foresee.
 * Note    CREATION_DATE, which must be given, is the mission's epoch: equal flights leave equal files.
 */
#include "record/oem.h"
#include "base/error.h"
#include "record/folder.h"
#include "time/epoch.h"

#include <erfa.h>
#include <stdlib.h>
#include <string.h>

struct leo_oem {
    char path[LEO_PATH_ROOM];
    FILE *file;
    leo_epoch epoch;
    char last[40];
};

enum { HEADER_ROOM = 2048 };

static const char STOP_KEY[] = "STOP_TIME = ";

void leo_oem_tai_text(leo_epoch epoch, char text[40])
{
    double jd1, jd2;
    int year, month, day, clock[4];
    leo_epoch_tai(epoch, &jd1, &jd2);
    eraD2dtf("TAI", 6, jd1, jd2, &year, &month, &day, clock);
    snprintf(text, 40, "%04d-%02d-%02dT%02d:%02d:%02d.%06d", year, month, day, clock[0], clock[1], clock[2],
             clock[3]);
}

static leo_oem *take(const char *path, leo_epoch epoch, leo_error *error)
{
    leo_oem *oem = calloc(1, sizeof *oem);
    if (!oem) {
        leo_fail(error, LEO_NO_MEMORY, path, "no memory");
        return NULL;
    }
    snprintf(oem->path, sizeof oem->path, "%s", path);
    oem->epoch = epoch;
    leo_oem_tai_text(epoch, oem->last);
    return oem;
}

leo_oem *leo_oem_create(const char *path, const char *object, leo_epoch epoch, leo_error *error)
{
    leo_oem *oem = take(path, epoch, error);
    if (!oem)
        return NULL;
    oem->file = fopen(path, "w+b");
    if (!oem->file) {
        leo_folder_refused(path, "open for writing", error);
        free(oem);
        return NULL;
    }
    fprintf(oem->file,
            "CCSDS_OEM_VERS = 2.0\n"
            "COMMENT Flown by Leonov. CREATION_DATE is the epoch of the mission, so that equal flights leave "
            "equal "
            "files.\n"
            "COMMENT Points every 60 s, and every 1 s while the craft feels more than a thousandth of g.\n"
            "CREATION_DATE = %s\n"
            "ORIGINATOR = LEONOV\n\n"
            "META_START\n"
            "OBJECT_NAME = %s\n"
            "OBJECT_ID = UNKNOWN\n"
            "CENTER_NAME = EARTH\n"
            "REF_FRAME = GCRF\n"
            "TIME_SYSTEM = TAI\n"
            "START_TIME = %s\n"
            "%s%s\n"
            "META_STOP\n\n",
            oem->last, object, oem->last, STOP_KEY, oem->last);
    return oem;
}

/* The time at the start of the last line. */
static leo_status find_last(leo_oem *oem, long size, leo_error *error)
{
    char tail[512] = { 0 };
    const long room = (long)sizeof tail - 1, from = size > room ? size - room : 0;
    if (fseek(oem->file, from, SEEK_SET) != 0 ||
        fread(tail, 1, (size_t)(size - from), oem->file) != (size_t)(size - from))
        return leo_folder_refused(oem->path, "read", error);
    if (size > from && tail[size - from - 1] == '\n')
        tail[size - from - 1] = 0;
    const char *line = strrchr(tail, '\n');
    line = line ? line + 1 : tail;
    if (strlen(line) > 27 && line[10] == 'T' && line[26] == ' ')
        snprintf(oem->last, sizeof oem->last, "%.26s", line);
    if (fseek(oem->file, 0, SEEK_END) != 0)
        return leo_folder_refused(oem->path, "read", error);
    return LEO_OK;
}

leo_oem *leo_oem_open(const char *path, long size, leo_epoch epoch, leo_error *error)
{
    leo_oem *oem = take(path, epoch, error);
    if (!oem)
        return NULL;
    if (leo_folder_append(path, size, &oem->file, error) == LEO_OK && find_last(oem, size, error) == LEO_OK)
        return oem;
    if (oem->file)
        fclose(oem->file);
    free(oem);
    return NULL;
}

leo_status leo_oem_add(leo_oem *oem, double elapsed_s, leo_vec3 pos, leo_vec3 vel, leo_error *error)
{
    leo_oem_tai_text(leo_epoch_add(oem->epoch, elapsed_s), oem->last);
    const int length = fprintf(oem->file, "%s %.9f %.9f %.9f %.12f %.12f %.12f\n", oem->last, pos.x / 1e3,
                               pos.y / 1e3, pos.z / 1e3, vel.x / 1e3, vel.y / 1e3, vel.z / 1e3);
    return length < 0 ? leo_folder_refused(oem->path, "write", error) : LEO_OK;
}

/* STOP_TIME has a fixed width: it is written over in place. */
static leo_status write_stop(leo_oem *oem, leo_error *error)
{
    char header[HEADER_ROOM] = { 0 };
    if (fseek(oem->file, 0, SEEK_SET) != 0)
        return leo_folder_refused(oem->path, "write", error);
    const size_t got = fread(header, 1, sizeof header - 1, oem->file);
    header[got] = 0;
    const char *stop = strstr(header, STOP_KEY);
    if (!stop)
        return leo_fail(error, LEO_IO, oem->path, "has no STOP_TIME: it was changed");
    const long at = (long)(stop - header) + (long)strlen(STOP_KEY);
    if (fseek(oem->file, at, SEEK_SET) != 0 || fputs(oem->last, oem->file) == EOF ||
        fseek(oem->file, 0, SEEK_END) != 0)
        return leo_folder_refused(oem->path, "write", error);
    return LEO_OK;
}

leo_status leo_oem_flush(leo_oem *oem, long *size, leo_error *error)
{
    leo_status status = leo_folder_flush(oem->file, oem->path, error);
    if (status == LEO_OK)
        status = write_stop(oem, error);
    if (status == LEO_OK)
        status = leo_folder_flush(oem->file, oem->path, error);
    *size = ftell(oem->file);
    return status;
}

leo_status leo_oem_close(leo_oem *oem, leo_error *error)
{
    if (!oem)
        return LEO_OK;
    long size;
    const leo_status status = leo_oem_flush(oem, &size, error);
    const leo_status closed = leo_folder_close(oem->file, oem->path, status == LEO_OK ? error : NULL);
    free(oem);
    return status != LEO_OK ? status : closed;
}
