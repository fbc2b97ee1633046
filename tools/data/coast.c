/* SPDX-License-Identifier: MIT */

/*
 * Writes the coast lines of the world as C, for world/coast.h, from the crude set of GSHHG in the form that GMT reads.
 *
 * usage: coast binned_GSHHS_c.nc coast.c
 *
 * The world is cut into bins, row by row from the north-west. A bin has segments, a segment points, each as two 16-bit
 * fractions of the bin from its south-west corner. Of a segment's word the bits above 9 are the number of points, bits
 * 6 to 8 the level: 1 is the shore of land. Antarctica comes twice; the flag tells ice front (1) from rock (2).
 *
 * Source  Wessel & Smith, A Global, Self-consistent, Hierarchical, High-resolution Shoreline Database, J. Geophys. Res.
 *         101 (1996) 8741; GSHHG 2.3.7 (2017), LGPL 3: taken from where it is installed, not copied here.
 */
#include <hdf5.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double THIN_DEG =
    0.1; // points closer to the last one are dropped: a third of a pixel of a wide map

typedef struct binned {
    int bin_minutes, columns, bins, segments, points;
    int *first_segment, *segment_count;   // of a bin
    int *word, *first_point, *antarctica; // of a segment
    int *lon, *lat;                       // of a point
} binned;

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "coast: %s: %s\n", what, name);
    exit(EXIT_FAILURE);
}

static int *read_all(hid_t file, const char *name, int *count)
{
    const hid_t set = H5Dopen2(file, name, H5P_DEFAULT);
    if (set < 0)
        fail("no such data set", name);
    const hid_t space = H5Dget_space(set);
    const hssize_t size = H5Sget_simple_extent_npoints(space);
    int *values = calloc((size_t)size + 1, sizeof *values);
    if (!values || H5Dread(set, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
        fail("cannot read", name);
    H5Sclose(space);
    H5Dclose(set);
    if (count)
        *count = (int)size;
    return values;
}

static int read_one(hid_t file, const char *name)
{
    int *values = read_all(file, name, NULL);
    const int value = values[0];
    free(values);
    return value;
}

static binned read_file(const char *path)
{
    const hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0)
        fail("cannot open", path);
    binned b = { 0 };
    b.bin_minutes = read_one(file, "Bin_size_in_minutes");
    b.columns = read_one(file, "N_bins_in_360_longitude_range");
    b.first_segment = read_all(file, "Id_of_first_segment_in_a_bin", &b.bins);
    b.segment_count = read_all(file, "N_segments_in_a_bin", NULL);
    b.word = read_all(file, "Embedded_npts_levels_exit_entry_for_a_segment", &b.segments);
    b.first_point = read_all(file, "Id_of_first_point_in_a_segment", NULL);
    b.antarctica = read_all(file, "Embedded_ANT_flag", NULL);
    b.lon = read_all(file, "Relative_longitude_from_SW_corner_of_bin", &b.points);
    b.lat = read_all(file, "Relative_latitude_from_SW_corner_of_bin", NULL);
    H5Fclose(file);
    return b;
}

static void release(binned *b)
{
    free(b->first_segment);
    free(b->segment_count);
    free(b->word);
    free(b->first_point);
    free(b->antarctica);
    free(b->lon);
    free(b->lat);
}

/* Writes the points of a segment; returns how many, 0 if it is no shore. */
static int write_segment(const binned *b, int bin, int segment, FILE *out)
{
    const int count = b->word[segment] >> 9, level = b->word[segment] >> 6 & 7,
              first = b->first_point[segment];
    if (level != 1 || b->antarctica[segment] > 1 || count < 2)
        return 0;
    if (first < 0 || first + count > b->points)
        fail("a segment points beyond the file", "Id_of_first_point_in_a_segment");
    const double size = b->bin_minutes / 60.0;
    double west = bin % b->columns * size;
    const double south = 90 - (bin / b->columns + 1) * size;
    if (west >= 180)
        west -= 360;
    double last_lon = 1e9, last_lat = 1e9;
    int written = 0;
    for (int i = 0; i < count; i++) {
        const double lon = west + (b->lon[first + i] & 0xffff) / 65535.0 * size;
        const double lat = south + (b->lat[first + i] & 0xffff) / 65535.0 * size;
        if (i > 0 && i < count - 1 && hypot(lon - last_lon, lat - last_lat) < THIN_DEG)
            continue;
        fprintf(out, "{%.3f,%.3f},%s", lon, lat, written % 8 == 7 ? "\n" : "");
        last_lon = lon;
        last_lat = lat;
        written++;
    }
    fprintf(out, "\n");
    return written;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        fail("usage", "coast binned_GSHHS_c.nc coast.c");
    binned b = read_file(argv[1]);
    FILE *out = fopen(argv[2], "w");
    if (!out)
        fail("cannot write", argv[2]);
    int *counts = calloc((size_t)b.segments + 1, sizeof *counts);
    if (!counts)
        fail("no memory", argv[1]);
    fprintf(out,
            "/* Made by tools/data/coast.c from GSHHG (Wessel & Smith 1996), which is under the LGPL 3. */\n"
            "#include \"world/coast.h\"\n\nstatic const leo_coast_point points[] = {\n");
    int lines = 0;
    for (int bin = 0; bin < b.bins; bin++)
        for (int i = 0; i < b.segment_count[bin]; i++) {
            const int written = write_segment(&b, bin, b.first_segment[bin] + i, out);
            if (written)
                counts[lines++] = written;
        }
    fprintf(out, "};\n\nstatic const leo_coast_line lines[] = {\n");
    for (int i = 0, first = 0; i < lines; first += counts[i++])
        fprintf(out, "{points + %d, %d},%s", first, counts[i], i % 6 == 5 ? "\n" : " ");
    fprintf(out,
            "\n};\n\nstatic const leo_coast world = { lines, %d };\n\n"
            "const leo_coast *leo_coast_world(void)\n{\n    return &world;\n}\n",
            lines);
    free(counts);
    release(&b);
    if (fclose(out) != 0)
        fail("cannot write", argv[2]);
    return EXIT_SUCCESS;
}
