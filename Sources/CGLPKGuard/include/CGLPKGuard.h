#ifndef SKJUTS_CGLPKGUARD_H
#define SKJUTS_CGLPKGUARD_H

// GLPK answers a bad argument with abort(). These wrappers turn that into a return value: setjmp and longjmp must stay
// in C, and no Swift frame may lie between them.

#endif
