/* SPDX-License-Identifier: MIT */
/* Opens the mission given and flies its first minute. */
#include <leonov/leonov.h>

int main(int count, char **words)
{
    leo_error error = { 0 };
    leo_plan *plan = leo_plan_open(count > 1 ? words[1] : "", NULL, &error);
    leo_run *run = leo_run_create(plan, NULL, &error);
    const leo_status status = run ? leo_run_until(run, 60, NULL, &error) : error.status;
    if (status == LEO_OK)
        printf("leonov %s flew %.0f s of %s\n", leo_version(), leo_run_now_s(run), leo_plan_name(plan));
    else
        leo_error_print(&error, stderr);
    leo_run_destroy(run);
    leo_plan_close(plan);
    return status == LEO_OK ? 0 : 1;
}
