/* SPDX-License-Identifier: MIT */
/* What the rows are handed when they are made ready. */
#include "force/force.h"

/* One number for a planet and its barycentre. */
static int system_of(int body)
{
    return body >= 100 && body % 100 == 99 && body != LEO_BODY_EARTH ? body / 100 : body;
}

int leo_force_slot(const leo_force_host *host, int body)
{
    for (int i = 0; i < host->body_count; i++)
        if (system_of(host->bodies[i]) == system_of(body))
            return i;
    return -1;
}

const void *leo_force_made(const leo_force *force, const void *config, const leo_force_host *host,
                           leo_arena *arena, leo_error *error)
{
    return force->prepare ? force->prepare(config, host, arena, error) : config;
}

int leo_force_bodies(const leo_force *const *forces, const void *const *configs, int center,
                     int bodies[LEO_SKY_BODIES])
{
    int count = 0;
    for (int i = 0; forces[i]; i++) {
        const int *wanted = configs[i] ? forces[i]->bodies : NULL;
        for (; wanted && *wanted; wanted++) {
            int known = system_of(*wanted) == system_of(center);
            for (int k = 0; k < count; k++)
                known |= bodies[k] == *wanted;
            if (!known && count < LEO_SKY_BODIES)
                bodies[count++] = *wanted;
        }
    }
    return count;
}
