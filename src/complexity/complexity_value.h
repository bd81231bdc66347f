/*
 * complexity_value.h
 *	  Complexity of a procedure: mortality, morbidity and technical difficulty,
 *	  each 0.5 to 5.0, and patient factors, 0 to 10.0, in tenths.
 *
 * After the Aristotle score (Lacour-Gayet et al, Eur J Cardiothorac Surg
 * 2004;25:911).  One integer, from the highest bits down: total, difficulty,
 * mortality, morbidity, patient factors; so it sorts as complexities should.
 */
#ifndef SR_COMPLEXITY_VALUE_H
#define SR_COMPLEXITY_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COMPLEXITY_TEXT_SIZE 32	/* "25.0 (5.0+5.0+5.0+10.0)" and its end */

/* Tenths that a component, and the patient factors, may reach. */
#define COMPLEXITY_BASIC_LEAST	5
#define COMPLEXITY_BASIC_MOST	50
#define COMPLEXITY_FACTORS_MOST	100

/* In tenths. */
typedef struct Complexity
{
	int			mortality;
	int			morbidity;
	int			difficulty;
	int			patient_factors;
} Complexity;

typedef enum ComplexityStatus
{
	COMPLEXITY_OK,
	COMPLEXITY_SYNTAX,
	COMPLEXITY_RANGE			/* a component out of range or off the tenth, a wrong total */
} ComplexityStatus;

/* "11.0 (3.0+2.5+4.0+1.5)", the total and the patient factors optional. */
extern ComplexityStatus complexity_parse(const char *text, size_t length, int64_t *value);

/* Canonical text; returns its length. */
extern int	complexity_format(int64_t value, char text[COMPLEXITY_TEXT_SIZE]);

extern bool complexity_is_valid(int64_t value);

/* false if a component is out of range. */
extern bool complexity_pack(const Complexity *complexity, int64_t *value);
extern Complexity complexity_unpack(int64_t value);

static inline int
complexity_total(const Complexity *c)
{
	return c->mortality + c->morbidity + c->difficulty + c->patient_factors;
}

#endif
