#ifndef SKJUTS_CGLPKGUARD_H
#define SKJUTS_CGLPKGUARD_H

// GLPK answers a bad argument with abort(). These wrappers turn that into a return value: setjmp and longjmp must stay
// in C, and no Swift frame may lie between them.
//
// A problem belongs to the thread that created it: create, use and free it there. The last problem of a thread that is
// freed takes the thread's GLPK environment with it, so that nothing is left behind when the thread ends. After a
// failure (FAILED) GLPK's environment is gone, and with it every problem of the thread: all further calls on them
// answer FAILED as well and do nothing, and freeing them is safe.

#include <stddef.h>
#include <stdint.h>

// What a guarded call answers.
enum { SKJUTS_GLPK_OK = 0, SKJUTS_GLPK_FAILED = 1 };

// How a column may be valued.
enum { SKJUTS_GLPK_CONTINUOUS = 0, SKJUTS_GLPK_INTEGER = 1 };

// How a solve ended.
enum {
    SKJUTS_GLPK_OPTIMAL = 0,
    SKJUTS_GLPK_INFEASIBLE = 1,
    SKJUTS_GLPK_UNBOUNDED = 2,
    SKJUTS_GLPK_WORK_LIMIT = 3,
    SKJUTS_GLPK_TIME_LIMIT = 4,
    SKJUTS_GLPK_NUMERICAL = 5
};

typedef struct skjuts_glpk_problem skjuts_glpk_problem;

// Room for what GLPK says when it fails; always terminated.
typedef struct {
    char text[512];
} skjuts_glpk_message;

// A new, empty minimisation; NULL when there is no memory.
skjuts_glpk_problem *skjuts_glpk_create(void);

// Frees a problem; NULL is allowed.
void skjuts_glpk_free(skjuts_glpk_problem *problem);

// Appends rows without terms. Infinite bounds are meant as such.
int skjuts_glpk_add_rows(
    skjuts_glpk_problem *problem, int32_t count, const double *lower, const double *upper,
    skjuts_glpk_message *message);

// Appends columns. Column k has the terms from starts[k] up to but not including starts[k + 1]; rows count from 0.
int skjuts_glpk_add_columns(
    skjuts_glpk_problem *problem, int32_t count, const double *cost, const double *lower, const double *upper,
    const int32_t *kinds, const int32_t *starts, const int32_t *rows, const double *values,
    skjuts_glpk_message *message);

// Changes one row's bounds.
int skjuts_glpk_set_row(
    skjuts_glpk_problem *problem, int32_t row, double lower, double upper, skjuts_glpk_message *message);

// Changes one column's cost.
int skjuts_glpk_set_cost(skjuts_glpk_problem *problem, int32_t column, double cost, skjuts_glpk_message *message);

// The outcome of the linear relaxation.
typedef struct {
    int32_t outcome;
    // Whether the values are feasible.
    int32_t is_feasible;
    int32_t iterations;
} skjuts_glpk_lp;

// Solves the linear relaxation by the primal simplex method, from the basis of the last solve if there was one.
int skjuts_glpk_solve_lp(
    skjuts_glpk_problem *problem, int32_t iteration_limit, int32_t milliseconds, skjuts_glpk_lp *result,
    skjuts_glpk_message *message);

// Values of the columns and duals of the rows after solve_lp; either may be NULL.
int skjuts_glpk_lp_values(
    skjuts_glpk_problem *problem, double *values, double *duals, skjuts_glpk_message *message);

// Limits and the start of branch and bound.
typedef struct {
    int32_t node_limit;
    int32_t iteration_limit;
    int32_t milliseconds;
    double gap;
    // Feasible values of all columns, or NULL.
    const double *start;
} skjuts_glpk_search;

// The outcome of branch and bound.
typedef struct {
    int32_t outcome;
    int32_t has_solution;
    int32_t nodes;
    int32_t iterations;
    // The best bound of an open node when the search last chose one; -infinity before that.
    double bound;
} skjuts_glpk_mip;

// Branch and bound; solve_lp must have ended OPTIMAL.
int skjuts_glpk_solve_mip(
    skjuts_glpk_problem *problem, const skjuts_glpk_search *search, skjuts_glpk_mip *result,
    skjuts_glpk_message *message);

// Values of the columns after solve_mip found a solution.
int skjuts_glpk_mip_values(skjuts_glpk_problem *problem, double *values, skjuts_glpk_message *message);

// Makes GLPK abort on purpose (an index out of range), to prove that the guard holds.
int skjuts_glpk_provoke_failure(skjuts_glpk_problem *problem, skjuts_glpk_message *message);

#endif
