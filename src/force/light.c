/* SPDX-License-Identifier: MIT */
#include "force/light.h"

#include "world/shadow.h"

leo_light leo_light_of(const leo_force_host *host)
{
    static const int others[] = { LEO_BODY_EARTH, LEO_BODY_MOON };
    leo_light light = { .sun_slot = leo_force_slot(host, LEO_BODY_SUN) };
    const int at_sun = host->center == LEO_BODY_SUN;
    light.sun_is_known = at_sun || light.sun_slot >= 0;
    if (at_sun)
        light.sun_slot = LEO_LIGHT_CENTER;
    else {
        light.slot[0] = LEO_LIGHT_CENTER;
        light.radius_m[0] = host->radius_m;
        light.count = 1;
    }
    for (int i = 0; i < 2; i++) {
        const int slot = leo_force_slot(host, others[i]);
        if (host->center == others[i] || slot < 0)
            continue;
        light.slot[light.count] = slot;
        light.radius_m[light.count++] = host->body_radius_m[slot];
    }
    return light;
}

static leo_vec3 at(int slot, const leo_surroundings *here)
{
    return slot == LEO_LIGHT_CENTER ? leo_vec(0, 0, 0) : here->body_m[slot];
}

leo_vec3 leo_light_sun_m(const leo_light *light, const leo_surroundings *here)
{
    return at(light->sun_slot, here);
}

double leo_light_sunlit(const leo_light *light, const leo_surroundings *here)
{
    const leo_vec3 sun = leo_light_sun_m(light, here);
    double covered = 0;
    for (int i = 0; i < light->count; i++)
        covered +=
            1 - leo_sunlit_past_ball(here->pos_icrf_m, sun, at(light->slot[i], here), light->radius_m[i]);
    return covered < 1 ? 1 - covered : 0;
}

double leo_light_edge_rad(const leo_light *light, const leo_surroundings *here, int index)
{
    const int body = index / 2;
    return leo_shadow_edge_rad(here->pos_icrf_m, leo_light_sun_m(light, here), at(light->slot[body], here),
                               light->radius_m[body], index % 2 ? LEO_EDGE_CORE : LEO_EDGE_PENUMBRA);
}
