#include "CGLPKGuard.h"

#include <float.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct skjuts_glpk_problem {
    glp_prob *prob;
    uint64_t generation;
};

// GLPK keeps one environment per thread, so this bookkeeping is per thread too.
static _Thread_local int32_t living = 0;
static _Thread_local uint64_t generation = 1;

struct guard {
    jmp_buf back;
    skjuts_glpk_message *message;
    size_t length;
};

// Collects what GLPK says; a non-zero answer keeps it off the terminal.
static int listen(void *info, const char *text) {
    struct guard *guard = info;
    size_t room = sizeof guard->message->text - 1 - guard->length;
    size_t count = strlen(text);
    if (count > room) count = room;
    memcpy(guard->message->text + guard->length, text, count);
    guard->length += count;
    guard->message->text[guard->length] = 0;
    return 1;
}

static void escape(void *info) { longjmp(((struct guard *)info)->back, 1); }

static void arm(struct guard *guard) {
    glp_term_hook(listen, guard);
    glp_error_hook(escape, guard);
}

static void disarm(void) {
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
}

// Frees everything of this thread; every living problem is dead from now on.
static void abandon(void) {
    disarm();
    glp_free_env();
    generation += 1;
    living = 0;
}

static int is_dead(const skjuts_glpk_problem *problem) { return problem->generation != generation; }

static int answer_dead(skjuts_glpk_message *message) {
    strcpy(message->text, "the problem was lost in an earlier failure");
    return SKJUTS_GLPK_FAILED;
}

// Runs `work(problem, job)` so that abort() inside GLPK comes back as FAILED.
static int guarded(
    skjuts_glpk_problem *problem, void (*work)(glp_prob *, void *), void *job, skjuts_glpk_message *message) {
    struct guard guard = {.message = message, .length = 0};
    message->text[0] = 0;
    if (is_dead(problem)) return answer_dead(message);
    if (setjmp(guard.back) != 0) {
        abandon();
        return SKJUTS_GLPK_FAILED;
    }
    arm(&guard);
    work(problem->prob, job);
    disarm();
    return SKJUTS_GLPK_OK;
}

static void create_work(glp_prob *unused, void *job) {
    (void)unused;
    glp_prob *prob = glp_create_prob();
    glp_set_obj_dir(prob, GLP_MIN);
    *(glp_prob **)job = prob;
}

skjuts_glpk_problem *skjuts_glpk_create(void) {
    skjuts_glpk_message message;
    skjuts_glpk_problem *problem = malloc(sizeof *problem);
    if (problem == NULL) return NULL;
    problem->prob = NULL;
    problem->generation = generation;
    glp_prob *prob = NULL;
    if (guarded(problem, create_work, &prob, &message) != SKJUTS_GLPK_OK) {
        free(problem);
        return NULL;
    }
    problem->prob = prob;
    living += 1;
    return problem;
}

static void delete_work(glp_prob *prob, void *job) {
    (void)job;
    glp_delete_prob(prob);
}

void skjuts_glpk_free(skjuts_glpk_problem *problem) {
    if (problem == NULL) return;
    if (!is_dead(problem)) {
        skjuts_glpk_message message;
        if (guarded(problem, delete_work, NULL, &message) == SKJUTS_GLPK_OK) {
            living -= 1;
            if (living == 0) glp_free_env();
        }
    }
    free(problem);
}

static int bound_type(double lower, double upper) {
    int has_lower = lower > -DBL_MAX, has_upper = upper < DBL_MAX;
    if (has_lower && has_upper) return lower == upper ? GLP_FX : GLP_DB;
    return has_lower ? GLP_LO : has_upper ? GLP_UP : GLP_FR;
}

struct rows_job {
    int32_t count;
    const double *lower, *upper;
};

static void rows_work(glp_prob *prob, void *info) {
    const struct rows_job *job = info;
    if (job->count == 0) return;
    int first = glp_add_rows(prob, job->count);
    for (int32_t k = 0; k < job->count; k++)
        glp_set_row_bnds(prob, first + k, bound_type(job->lower[k], job->upper[k]), job->lower[k], job->upper[k]);
}

int skjuts_glpk_add_rows(
    skjuts_glpk_problem *problem, int32_t count, const double *lower, const double *upper,
    skjuts_glpk_message *message) {
    struct rows_job job = {count, lower, upper};
    return guarded(problem, rows_work, &job, message);
}

struct columns_job {
    int32_t count;
    const double *cost, *lower, *upper;
    const int32_t *kinds, *starts, *rows;
    const double *values;
    // One column's terms from index 1, as GLPK wants them.
    int *indices;
    double *terms;
};

static void columns_work(glp_prob *prob, void *info) {
    const struct columns_job *job = info;
    if (job->count == 0) return;
    int first = glp_add_cols(prob, job->count);
    for (int32_t k = 0; k < job->count; k++) {
        int column = first + k;
        glp_set_obj_coef(prob, column, job->cost[k]);
        glp_set_col_kind(prob, column, job->kinds[k] == SKJUTS_GLPK_INTEGER ? GLP_IV : GLP_CV);
        glp_set_col_bnds(prob, column, bound_type(job->lower[k], job->upper[k]), job->lower[k], job->upper[k]);
        int32_t start = job->starts[k], count = job->starts[k + 1] - start;
        for (int32_t t = 0; t < count; t++) {
            job->indices[t + 1] = job->rows[start + t] + 1;
            job->terms[t + 1] = job->values[start + t];
        }
        glp_set_mat_col(prob, column, count, job->indices, job->terms);
    }
}

int skjuts_glpk_add_columns(
    skjuts_glpk_problem *problem, int32_t count, const double *cost, const double *lower, const double *upper,
    const int32_t *kinds, const int32_t *starts, const int32_t *rows, const double *values,
    skjuts_glpk_message *message) {
    int32_t longest = 0;
    for (int32_t k = 0; k < count; k++)
        if (starts[k + 1] - starts[k] > longest) longest = starts[k + 1] - starts[k];
    int *indices = malloc(((size_t)longest + 1) * sizeof *indices);
    double *terms = malloc(((size_t)longest + 1) * sizeof *terms);
    int answer = SKJUTS_GLPK_FAILED;
    if (indices != NULL && terms != NULL) {
        struct columns_job job = {count, cost, lower, upper, kinds, starts, rows, values, indices, terms};
        answer = guarded(problem, columns_work, &job, message);
    } else {
        strcpy(message->text, "no memory");
    }
    free(indices);
    free(terms);
    return answer;
}

struct row_job {
    int32_t row;
    double lower, upper;
};

static void row_work(glp_prob *prob, void *info) {
    const struct row_job *job = info;
    glp_set_row_bnds(prob, job->row + 1, bound_type(job->lower, job->upper), job->lower, job->upper);
}

int skjuts_glpk_set_row(
    skjuts_glpk_problem *problem, int32_t row, double lower, double upper, skjuts_glpk_message *message) {
    struct row_job job = {row, lower, upper};
    return guarded(problem, row_work, &job, message);
}

struct cost_job {
    int32_t column;
    double cost;
};

static void cost_work(glp_prob *prob, void *info) {
    const struct cost_job *job = info;
    glp_set_obj_coef(prob, job->column + 1, job->cost);
}

int skjuts_glpk_set_cost(skjuts_glpk_problem *problem, int32_t column, double cost, skjuts_glpk_message *message) {
    struct cost_job job = {column, cost};
    return guarded(problem, cost_work, &job, message);
}

struct lp_job {
    int32_t iteration_limit, milliseconds;
    skjuts_glpk_lp *result;
};

static int simplex(glp_prob *prob, const struct lp_job *job, int method) {
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.meth = method;
    options.it_lim = job->iteration_limit;
    options.tm_lim = job->milliseconds;
    return glp_simplex(prob, &options);
}

static int32_t lp_outcome(glp_prob *prob, int code) {
    if (code == GLP_EITLIM) return SKJUTS_GLPK_WORK_LIMIT;
    if (code == GLP_ETMLIM) return SKJUTS_GLPK_TIME_LIMIT;
    if (code != 0) return SKJUTS_GLPK_NUMERICAL;
    switch (glp_get_status(prob)) {
        case GLP_OPT: return SKJUTS_GLPK_OPTIMAL;
        case GLP_INFEAS:
        case GLP_NOFEAS: return SKJUTS_GLPK_INFEASIBLE;
        case GLP_UNBND: return SKJUTS_GLPK_UNBOUNDED;
        default: return SKJUTS_GLPK_NUMERICAL;
    }
}

static void lp_work(glp_prob *prob, void *info) {
    const struct lp_job *job = info;
    int before = glp_get_it_cnt(prob);
    int code = simplex(prob, job, GLP_PRIMAL);
    int32_t outcome = lp_outcome(prob, code);
    if (outcome == SKJUTS_GLPK_NUMERICAL) {
        // A basis that cannot be factorised, or no progress: begin again from the slack basis, the other way round.
        glp_std_basis(prob);
        code = simplex(prob, job, GLP_DUALP);
        outcome = lp_outcome(prob, code);
    }
    job->result->outcome = outcome;
    int status = glp_get_prim_stat(prob);
    job->result->is_feasible = status == GLP_FEAS;
    job->result->iterations = glp_get_it_cnt(prob) - before;
}

int skjuts_glpk_solve_lp(
    skjuts_glpk_problem *problem, int32_t iteration_limit, int32_t milliseconds, skjuts_glpk_lp *result,
    skjuts_glpk_message *message) {
    struct lp_job job = {iteration_limit, milliseconds, result};
    return guarded(problem, lp_work, &job, message);
}

struct values_job {
    double *values, *duals;
};

static void lp_values_work(glp_prob *prob, void *info) {
    const struct values_job *job = info;
    if (job->values != NULL)
        for (int j = glp_get_num_cols(prob); j >= 1; j--) job->values[j - 1] = glp_get_col_prim(prob, j);
    if (job->duals != NULL)
        for (int i = glp_get_num_rows(prob); i >= 1; i--) job->duals[i - 1] = glp_get_row_dual(prob, i);
}

int skjuts_glpk_lp_values(
    skjuts_glpk_problem *problem, double *values, double *duals, skjuts_glpk_message *message) {
    struct values_job job = {values, duals};
    return guarded(problem, lp_values_work, &job, message);
}

struct mip_job {
    const skjuts_glpk_search *search;
    skjuts_glpk_mip *result;
    // The start solution from index 1, as GLPK wants it, until it has been handed over.
    double *start;
    int first_iteration;
    int stopped;
};

static void choose_node(glp_tree *tree, struct mip_job *job) {
    int best = glp_ios_best_node(tree);
    if (best != 0) {
        double bound = glp_ios_node_bound(tree, best);
        if (bound > -DBL_MAX && bound > job->result->bound) job->result->bound = bound;
    }
    int iterations = glp_get_it_cnt(glp_ios_get_prob(tree)) - job->first_iteration;
    if (job->result->nodes >= job->search->node_limit || iterations >= job->search->iteration_limit) {
        job->stopped = 1;
        glp_ios_terminate(tree);
    } else {
        job->result->nodes += 1;
    }
}

static void listen_to_search(glp_tree *tree, void *info) {
    struct mip_job *job = info;
    int reason = glp_ios_reason(tree);
    if (reason == GLP_ISELECT) {
        choose_node(tree, job);
    } else if (reason == GLP_IHEUR && job->start != NULL) {
        glp_ios_heur_sol(tree, job->start);
        job->start = NULL;
    }
}

static int32_t mip_outcome(glp_prob *prob, int code, int stopped) {
    if (stopped) return SKJUTS_GLPK_WORK_LIMIT;
    if (code == GLP_ETMLIM) return SKJUTS_GLPK_TIME_LIMIT;
    if (code == GLP_ENOPFS) return SKJUTS_GLPK_INFEASIBLE;
    if (code != 0 && code != GLP_EMIPGAP) return SKJUTS_GLPK_NUMERICAL;
    int status = glp_mip_status(prob);
    if (code == 0 && status == GLP_NOFEAS) return SKJUTS_GLPK_INFEASIBLE;
    return status == GLP_OPT || status == GLP_FEAS ? SKJUTS_GLPK_OPTIMAL : SKJUTS_GLPK_NUMERICAL;
}

static void mip_work(glp_prob *prob, void *info) {
    struct mip_job *job = info;
    glp_iocp options;
    glp_init_iocp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.tm_lim = job->search->milliseconds;
    options.mip_gap = job->search->gap;
    options.cb_func = listen_to_search;
    options.cb_info = job;
    job->first_iteration = glp_get_it_cnt(prob);
    int code = glp_intopt(prob, &options);
    job->result->outcome = mip_outcome(prob, code, job->stopped);
    int status = glp_mip_status(prob);
    job->result->has_solution = status == GLP_OPT || status == GLP_FEAS;
    job->result->iterations = glp_get_it_cnt(prob) - job->first_iteration;
}

static void count_columns(glp_prob *prob, void *info) { *(int *)info = glp_get_num_cols(prob); }

int skjuts_glpk_solve_mip(
    skjuts_glpk_problem *problem, const skjuts_glpk_search *search, skjuts_glpk_mip *result,
    skjuts_glpk_message *message) {
    int columns = 0;
    int answer = guarded(problem, count_columns, &columns, message);
    if (answer != SKJUTS_GLPK_OK) return answer;
    double *start = NULL;
    if (search->start != NULL) {
        start = malloc(((size_t)columns + 1) * sizeof *start);
        if (start == NULL) {
            strcpy(message->text, "no memory");
            return SKJUTS_GLPK_FAILED;
        }
        start[0] = 0;
        memcpy(start + 1, search->start, (size_t)columns * sizeof *start);
    }
    memset(result, 0, sizeof *result);
    result->bound = -INFINITY;
    struct mip_job job = {search, result, start, 0, 0};
    answer = guarded(problem, mip_work, &job, message);
    free(start);
    return answer;
}

static void mip_values_work(glp_prob *prob, void *info) {
    double *values = info;
    for (int j = glp_get_num_cols(prob); j >= 1; j--) values[j - 1] = glp_mip_col_val(prob, j);
}

int skjuts_glpk_mip_values(skjuts_glpk_problem *problem, double *values, skjuts_glpk_message *message) {
    return guarded(problem, mip_values_work, values, message);
}

static void provoke_work(glp_prob *prob, void *info) {
    (void)info;
    glp_set_row_name(prob, glp_get_num_rows(prob) + 1, "no such row");
}

int skjuts_glpk_provoke_failure(skjuts_glpk_problem *problem, skjuts_glpk_message *message) {
    return guarded(problem, provoke_work, NULL, message);
}
