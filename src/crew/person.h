/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_PERSON_H
#define LEO_CREW_PERSON_H

#include "part/part.h"

/* A person: metabolism, gas exchange, heat, heart, breathing, tissue nitrogen, strain of load. Kind "person".
 */
extern const leo_part leo_person;

#endif
