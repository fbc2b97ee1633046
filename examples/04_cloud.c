/* SPDX-License-Identifier: MIT */
/*
 * Where a cloud of states is six hours later: a batch of trajectories beside what the state-transition matrix foretells.
 *     cc 04_cloud.c $(pkg-config --cflags --libs leonov) -lm -o 04_cloud && ./04_cloud
 */
#include <leonov/propagate.h>

#include <math.h>

enum { STATES = 64 };

#define STATE                                                                                          \
    "epoch=2024-02-16T12:00:00", "state.position=[-4986.026 km, -3800.912 km, 2615.051 km]",           \
        "state.velocity=[4.866330 km/s, -2.774321 km/s, 5.229345 km/s]", "span=6 h", "accuracy=10 cm", \
        "forces.gravity.degree=20"

static const char *const batch_set[] = { STATE, NULL };
static const char *const matrix_set[] = {
    STATE, "stm=yes", "covariance.frame=GCRF",
    "covariance.lower=[1e-4, 0, 1e-4, 0, 0, 1e-4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]", NULL
};

/* Even numbers between 0 and 1 that look thrown: fractions of multiples of irrational steps. */
static double fraction(int i, double step)
{
    return fmod((i + 0.5) * step, 1);
}

/* Ten metres of standard deviation in each direction (Box and Muller). */
static void scatter(leo_orbit_point *points, leo_orbit_point middle)
{
    const double turn = 2 * acos(-1);
    for (int i = 0; i < STATES; i++) {
        const double a = sqrt(-2 * log(fraction(i, 0.8191725133961645))),
                     b = sqrt(-2 * log(fraction(i, 0.6710436067037893)));
        points[i] = middle;
        points[i].pos_m.x += 10 * a * cos(turn * fraction(i, 0.5497004779019703));
        points[i].pos_m.y += 10 * a * sin(turn * fraction(i, 0.5497004779019703));
        points[i].pos_m.z += 10 * b * cos(turn * fraction(i, 0.4503));
    }
}

/* Root of the mean square distance from the mean. */
static double spread_m(const leo_orbit_point *points)
{
    leo_vec3 mean = { 0, 0, 0 };
    double square = 0;
    for (int i = 0; i < STATES; i++)
        mean = (leo_vec3){ mean.x + points[i].pos_m.x / STATES, mean.y + points[i].pos_m.y / STATES,
                           mean.z + points[i].pos_m.z / STATES };
    for (int i = 0; i < STATES; i++)
        square += pow(points[i].pos_m.x - mean.x, 2) + pow(points[i].pos_m.y - mean.y, 2) +
                  pow(points[i].pos_m.z - mean.z, 2);
    return sqrt(square / STATES);
}

int main(void)
{
    leo_error error = { 0 };
    leo_orbit_point middle, cloud[STATES];
    double p[6][6] = { { 0 } };
    const leo_propagation_options of_batch = { .set = batch_set }, of_matrix = { .set = matrix_set };
    leo_propagation *batch = leo_propagation_open(NULL, &of_batch, &error);
    leo_propagation *matrix = leo_propagation_open(NULL, &of_matrix, &error);
    leo_status status = leo_propagation_point(batch, 0, NULL, &middle, &error);
    if (status == LEO_OK) {
        scatter(cloud, middle);
        status = leo_propagation_batch(batch, 21600, cloud, STATES, 2, &error);
    }
    if (status == LEO_OK && (status = leo_propagation_to(matrix, 21600, &error)) == LEO_OK)
        status = leo_propagation_covariance(matrix, p, &error);
    if (status == LEO_OK)
        printf("after 6 h: %d trajectories spread over %.0f m; the matrix foretells %.0f m\n", STATES,
               spread_m(cloud), sqrt(p[0][0] + p[1][1] + p[2][2]));
    else
        leo_error_print(&error, stderr);
    leo_propagation_close(matrix);
    leo_propagation_close(batch);
    return status == LEO_OK ? 0 : 1;
}
