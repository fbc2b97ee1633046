/* SPDX-License-Identifier: MIT */
#include "flight/device.h"

extern const leo_device leo_device_body, leo_device_engine, leo_device_parachute, leo_device_landing_motor,
    leo_device_sensor;

const leo_device *const leo_devices[] = { &leo_device_body,      &leo_device_engine,
                                          &leo_device_parachute, &leo_device_landing_motor,
                                          &leo_device_sensor,    NULL };
