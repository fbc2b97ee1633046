/* SPDX-License-Identifier: MIT */

/*
 * A body in the gas around it: what is taken from one account is given to another.
 *
 *     metabolic rate   M = basal rate x activity + W/0.20, and shivering; W  mechanical work against the suit
 *     oxygen           gas breathed -> body:  V_O2;  carbon dioxide and breathed vapour: body -> gas breathed
 *     vapour of sweat  body -> gas on the skin, at the skin's temperature; the latent heat leaves the body
 *     dry heat         skin -> gas by convection, skin -> shell of the suit by radiation; W -> shell
 *     heat stored      M - W - all losses; energy of food pays M, and takes up latent heat and the enthalpies
 *                      of what is exchanged
 *
 * Gas on the skin is that of the suit when one is worn, else that of the place; gas breathed is that of the suit
 * while the helmet is shut. Evaporation is limited by the vapour that the gas already holds: what a vented suit
 * can take is what its relief valve carries off.
 *
 * Source  the cards of metabolism.c, heat.c, heart.c, breathing.c, strain.c.
 * Valid   one gas around the whole skin; radiation goes to the suit's shell, or in a room to surfaces at the
 *         temperature of its gas. Below 3 kPa of oxygen uptake falls in proportion.
 * Error   that of the models joined here; oxygen debt is not repaid beyond the lag of uptake.
 */
#include "crew/body.h"

#include "base/error.h"
#include "crew/metabolism.h"
#include "crew/strain.h"
#include "network/gas.h"
#include "part/suit.h"

#include <math.h>

static const double COLDEST_K = 278, HOTTEST_K = 320, LEAST_O2_PA = 3000, LEAST_PRESSURE_PA = 10;
static const double CLO_K_M2_W = 0.155, FAINT = 0.05;

static leo_breathed breathed(const leo_gas *gas)
{
    const double dry_pa = gas->pressure_pa - gas->partial_pa[LEO_H2O];
    return (leo_breathed){ .pressure_pa = gas->pressure_pa,
                           .o2_fraction = dry_pa > 0 ? gas->partial_pa[LEO_O2] / dry_pa : 0,
                           .co2_pa = gas->partial_pa[LEO_CO2] };
}

/* Metabolic rate without shivering, and the part of it that is mechanical work. Who faints does nothing. */
static void work(const leo_part_at *person, const leo_view *view, leo_body_now *now)
{
    const leo_person_config *config = person->config;
    const leo_person_input *input = person->input;
    const leo_person_memory *memory = person->memory;
    const leo_part_at *suit = person->other[LEO_BODY_WEARS];
    const leo_activity *wanted = &leo_activities[input->activity], *rest = &leo_activities[LEO_ACTIVITY_REST];
    const double awake = fmin(fmax(view->y[person->slot[LEO_BODY_AWARE]] / FAINT, 0), 1);
    const double multiple = rest->multiple + (wanted->multiple - rest->multiple) * awake;
    const double basal_w = config->basal_w_m2 * memory->body.area_m2;
    now->suit_work_w = suit ? leo_suit_work_w(suit, view, wanted->motion_per_s * awake) : 0;

    // nobody works beyond his maximum: then the motions slow down
    const double highest_w = config->o2_max_m3_s * leo_metabolism_energy_j_m3(1);
    const double room_w = fmax(highest_w - basal_w * multiple, 0) * LEO_WORK_EFFICIENCY;
    now->suit_work_w = fmin(now->suit_work_w, room_w);
    now->metabolic_w = basal_w * multiple + now->suit_work_w / LEO_WORK_EFFICIENCY;
}

static void warm(const leo_part_at *person, const leo_view *view, leo_body_now *now)
{
    const leo_person_config *config = person->config;
    const leo_person_memory *memory = person->memory;
    const leo_gas *skin = &view->gas[now->skin], *mouth = &view->gas[now->mouth];
    const int shell = person->slot[LEO_BODY_SHELL];
    const leo_heat_around around = {
        .pressure_pa = fmax(skin->pressure_pa, LEAST_PRESSURE_PA),
        .gas_k = skin->temperature_k,
        .vapour_pa = skin->partial_pa[LEO_H2O],
        .speed_m_s = config->draught_m_s,
        .radiant_k = shell >= 0 ? leo_view_temperature_k(person->network, view, shell) : skin->temperature_k,
        .clothing_k_m2_w = config->clothing_clo * CLO_K_M2_W,
    };
    const leo_heat_breath breath = { mouth->pressure_pa, mouth->temperature_k, mouth->partial_pa[LEO_H2O] };
    const double core_k = view->y[person->slot[LEO_BODY_CORE]], skin_k = view->y[person->slot[LEO_BODY_SKIN]];
    const double part = leo_heat_skin_part(leo_heat_blood_kg_s_m2(core_k, skin_k));
    now->heat = leo_heat_at(&memory->body, &around, &breath, core_k, skin_k,
                            now->metabolic_w - now->suit_work_w, part);
    now->metabolic_w += now->heat.shiver_w;
    now->skin_vapour_kg_s = leo_heat_vapour_kg_s(now->heat.evaporation_w);
    now->mouth_vapour_kg_s = leo_heat_vapour_kg_s(now->heat.breath_latent_w);
}

static void exchange(const leo_part_at *person, const leo_view *view, leo_body_now *now)
{
    const leo_person_config *config = person->config;
    const leo_gas *mouth = &view->gas[now->mouth];
    const double o2 = view->y[person->slot[LEO_BODY_O2]], co2 = view->y[person->slot[LEO_BODY_CO2]];
    now->o2_demand_m3_s =
        leo_metabolism_o2_m3_s(now->metabolic_w, config->respiratory_quotient, config->o2_max_m3_s);
    const double effort = now->o2_demand_m3_s / config->o2_max_m3_s;
    now->co2_demand_m3_s =
        now->o2_demand_m3_s * leo_metabolism_quotient(config->respiratory_quotient, effort);
    const double there = fmin(fmax(mouth->partial_pa[LEO_O2] / LEAST_O2_PA, 0), 1);
    now->o2_kg_s = o2 * there * LEO_STPD_MOL_M3 * leo_gas_table[LEO_O2].molar_kg_mol;
    now->co2_kg_s = co2 * LEO_STPD_MOL_M3 * leo_gas_table[LEO_CO2].molar_kg_mol;
}

static void strain(const leo_part_at *person, const leo_view *view, leo_body_now *now)
{
    const leo_person_config *config = person->config;
    const leo_person_memory *memory = person->memory;
    const double o2 = view->y[person->slot[LEO_BODY_O2]], load = view->outside->load_factor;
    const double index = leo_breathing_alveolar_o2_pa(now->breathed.o2_fraction, now->breathed.pressure_pa,
                                                      LEO_LUNG_CO2_PA, LEO_USUAL_QUOTIENT);
    const double hypoxia_hz = leo_strain_hypoxia_hz(index);
    now->aware_drain_hz = leo_strain_co2_hz(now->breathed.co2_pa);
    if (hypoxia_hz > 0)
        now->aware_drain_hz += hypoxia_hz * leo_strain_work_factor(o2 / memory->heart.o2_rest_m3_s);
    now->vision_drain_hz = leo_strain_load_hz(load / config->load_tolerance);
    now->pulse_hz = leo_heart_steady_hz(&memory->heart, o2, view->y[person->slot[LEO_BODY_CORE]], load);
}

leo_status leo_body_at(const leo_part_at *person, const leo_view *view, leo_body_now *now, leo_error *error)
{
    const leo_person_memory *memory = person->memory;
    const leo_part_at *suit = person->other[LEO_BODY_WEARS];
    const double core_k = view->y[person->slot[LEO_BODY_CORE]], skin_k = view->y[person->slot[LEO_BODY_SKIN]];
    if (!(core_k > COLDEST_K && core_k < HOTTEST_K && skin_k > COLDEST_K && skin_k < HOTTEST_K))
        return leo_fail(error, LEO_RETRY_STEP, person->name,
                        "core at %.2f K, skin at %.2f K: the model of the body holds between %g and %g K",
                        core_k, skin_k, COLDEST_K, HOTTEST_K);
    now->skin = suit ? person->slot[LEO_BODY_SUIT] : memory->place;
    now->mouth = suit && !leo_suit_helmet_open(suit) ? person->slot[LEO_BODY_SUIT] : memory->place;
    now->breathed = breathed(&view->gas[now->mouth]);
    work(person, view, now);
    warm(person, view, now);
    exchange(person, view, now);
    strain(person, view, now);
    return LEO_OK;
}

/* Gas given to a node (taken: negative) with its enthalpy; the energy account pays. */
static void give(const leo_part_at *person, double *rate, int node, int gas, double kg_s,
                 double temperature_k)
{
    const double enthalpy_w = kg_s * leo_gas_table[gas].cp_j_kg_k * temperature_k;
    rate[leo_network_mass_state(person->network, node) + gas] += kg_s;
    rate[leo_network_energy_state(person->network, node)] += enthalpy_w;
    rate[person->slot[LEO_BODY_FUEL]] -= enthalpy_w;
}

static void add_heat(const leo_part_at *person, const leo_view *view, const leo_body_now *now, double *rate)
{
    const int *slot = person->slot;
    const leo_heat_flows *heat = &now->heat;
    const double latent_w = heat->evaporation_w + heat->breath_latent_w;
    const double dry_w = heat->convection_w + heat->radiation_w;
    rate[slot[LEO_BODY_CORE]] += heat->core_k_s;
    rate[slot[LEO_BODY_SKIN]] += heat->skin_k_s;
    rate[slot[LEO_BODY_STORED]] +=
        now->metabolic_w - now->suit_work_w - latent_w - dry_w - heat->breath_dry_w;
    rate[slot[LEO_BODY_FUEL]] += latent_w - now->metabolic_w;
    rate[leo_network_energy_state(person->network, now->mouth)] += heat->breath_dry_w;
    rate[leo_network_energy_state(person->network, now->skin)] += dry_w + now->suit_work_w;
    if (slot[LEO_BODY_SHELL] >= 0)
        leo_share_heat(person->network, view, rate, now->skin, slot[LEO_BODY_SHELL],
                       heat->radiation_w + now->suit_work_w);
}

leo_status leo_body_rates(const void *self, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *person = self;
    const int *slot = person->slot;
    const double *y = view->y;
    leo_body_now now;
    const leo_status status = leo_body_at(person, view, &now, error);
    if (status != LEO_OK)
        return status;
    const double mouth_k = view->gas[now.mouth].temperature_k;
    add_heat(person, view, &now, rate);
    give(person, rate, now.mouth, LEO_O2, -now.o2_kg_s, mouth_k);
    give(person, rate, now.mouth, LEO_CO2, now.co2_kg_s, mouth_k);
    give(person, rate, now.mouth, LEO_H2O, now.mouth_vapour_kg_s, mouth_k);
    give(person, rate, now.skin, LEO_H2O, now.skin_vapour_kg_s, y[slot[LEO_BODY_SKIN]]);

    rate[slot[LEO_BODY_O2_USED]] += now.o2_kg_s;
    rate[slot[LEO_BODY_CO2_GIVEN]] += now.co2_kg_s;
    rate[slot[LEO_BODY_VAPOUR_GIVEN]] += now.skin_vapour_kg_s + now.mouth_vapour_kg_s;
    rate[slot[LEO_BODY_SWEAT]] += now.heat.secreted_kg_s;
    rate[slot[LEO_BODY_DRIP]] += now.heat.secreted_kg_s - now.heat.sweat_kg_s;

    rate[slot[LEO_BODY_O2]] += (now.o2_demand_m3_s - y[slot[LEO_BODY_O2]]) / LEO_O2_LAG_S;
    rate[slot[LEO_BODY_CO2]] += (now.co2_demand_m3_s - y[slot[LEO_BODY_CO2]]) / LEO_CO2_LAG_S;
    rate[slot[LEO_BODY_PULSE]] += (now.pulse_hz - y[slot[LEO_BODY_PULSE]]) / LEO_HEART_LAG_S;
    rate[slot[LEO_BODY_AWARE]] +=
        leo_strain_rate_hz(y[slot[LEO_BODY_AWARE]], now.aware_drain_hz, LEO_STRAIN_CONSCIOUSNESS_BACK_S);
    rate[slot[LEO_BODY_VISION]] +=
        leo_strain_rate_hz(y[slot[LEO_BODY_VISION]], now.vision_drain_hz, LEO_STRAIN_VISION_BACK_S);
    return LEO_OK;
}
