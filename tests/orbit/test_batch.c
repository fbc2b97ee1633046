/* SPDX-License-Identifier: MIT */
#include "base/threads.h"
#include "rig.h"

enum { COUNT = 37 };

static void start_all(const rig *r, leo_orbit_state states[COUNT])
{
    for (int i = 0; i < COUNT; i++)
        states[i] = rig_state(r, 300e3 + 10e3 * i, 0.0002 * i, 20 + 2 * i, 37 * i);
}

static void open(rig *r)
{
    rig_open(r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(r, leo_gravity_earth(), 8);
    rig_add(r, &leo_force_sun, NULL);
    rig_ready(r);
}

static void threads_change_no_bit(void)
{
    rig r;
    open(&r);
    static const int threads[4] = { 1, 2, 7, 16 };
    static const leo_method methods[4] = { LEO_METHOD_AUTO, LEO_METHOD_DOP853, LEO_METHOD_GAUSS_JACKSON,
                                           LEO_METHOD_PICARD };
    for (int m = 0; m < 4; m++) {
        leo_orbit_state states[4][COUNT];
        for (int k = 0; k < 4; k++) {
            start_all(&r, states[k]);
            const leo_propagator_setup setup = { .dynamics = r.dynamics,
                                                 .accuracy_m = 0.1,
                                                 .method = methods[m] };
            CHECK(leo_propagate_batch(&setup, 0, 20000, states[k], COUNT, threads[k], &r.error) == LEO_OK);
            CHECK(memcmp(states[k], states[0], sizeof states[0]) == 0);
        }
        rig_say(&r.error);
        /* each is where it would be alone */
        leo_orbit_state start[COUNT];
        start_all(&r, start);
        for (int i = 0; i < COUNT; i += 9) {
            const leo_orbit_state alone = rig_fly(&r, methods[m], 0.1, start[i], 20000, NULL);
            if (methods[m] == LEO_METHOD_GAUSS_JACKSON)
                CHECK_NEAR(rig_apart_m(alone, states[0][i]), 0, 0.1); // another step
            else
                CHECK(memcmp(&alone, &states[0][i], sizeof alone) == 0);
        }
    }
    rig_close(&r);
}

static void back_again_is_where_it_began(void)
{
    rig r;
    open(&r);
    leo_orbit_state start[COUNT], states[COUNT];
    start_all(&r, start);
    start_all(&r, states);
    const leo_propagator_setup setup = { .dynamics = r.dynamics, .accuracy_m = 1e-3 };
    CHECK(leo_propagate_batch(&setup, 0, 20000, states, COUNT, 2, &r.error) == LEO_OK);
    CHECK(leo_propagate_batch(&setup, 20000, 0, states, COUNT, 2, &r.error) == LEO_OK);
    for (int i = 0; i < COUNT; i++)
        CHECK_NEAR(rig_apart_m(start[i], states[i]), 0, 2e-3);
    rig_close(&r);
}

static void the_first_failure_is_named_whatever_the_threads(void)
{
    rig r;
    open(&r);
    for (int threads = 1; threads <= 8; threads++) {
        leo_orbit_state states[COUNT], before[COUNT];
        start_all(&r, states);
        states[23].vel_m_s = leo_scale(0.5, states[23].vel_m_s);
        states[30].vel_m_s = leo_scale(0.5, states[30].vel_m_s);
        memcpy(before, states, sizeof states);
        leo_error error = { 0 };
        const leo_propagator_setup setup = { .dynamics = r.dynamics, .accuracy_m = 0.1 };
        CHECK(leo_propagate_batch(&setup, 0, 20000, states, COUNT, threads, &error) == LEO_OUT_OF_RANGE);
        CHECK_TEXT(error.where, "trajectory 23");
        CHECK(memcmp(before, states, sizeof states) == 0);
    }
    rig_close(&r);
}

static void nothing_and_nonsense(void)
{
    rig r;
    open(&r);
    const leo_propagator_setup setup = { .dynamics = r.dynamics, .accuracy_m = 0.1 };
    CHECK(leo_propagate_batch(&setup, 0, 20000, NULL, 0, 4, &r.error) == LEO_OK);
    leo_orbit_state state = rig_state(&r, 300e3, 0, 20, 0);
    CHECK(leo_propagate_batch(&setup, 0, 1e9, &state, 1, 4, &r.error) == LEO_OUT_OF_RANGE);
    r.error = (leo_error){ 0 };
    state.pos_m.x = INFINITY;
    CHECK(leo_propagate_batch(&setup, 0, 20000, &state, 1, 4, &r.error) == LEO_BAD_INPUT);
    rig_close(&r);
}

static leo_status fail_from_five(void *context, int worker, size_t index, leo_error *error)
{
    (void)worker;
    ((int *)context)[index]++;
    (void)error;
    return index >= 5 ? LEO_BAD_INPUT : LEO_OK;
}

static void every_piece_of_work_is_done_once(void)
{
    for (int threads = 0; threads < 70; threads += 23) {
        int done[5] = { 0 };
        CHECK(leo_threads_run(threads, 5, fail_from_five, done, NULL) == LEO_OK);
        for (int i = 0; i < 5; i++)
            CHECK(done[i] == 1);
        int more[64] = { 0 };
        CHECK(leo_threads_run(threads, 64, fail_from_five, more, NULL) == LEO_BAD_INPUT);
    }
}

int main(void)
{
    RUN(every_piece_of_work_is_done_once);
    RUN(threads_change_no_bit);
    RUN(back_again_is_where_it_began);
    RUN(the_first_failure_is_named_whatever_the_threads);
    RUN(nothing_and_nonsense);
    return check_result();
}
