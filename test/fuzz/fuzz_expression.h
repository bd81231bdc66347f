/*
 * fuzz_expression.h
 *	  What fuzzers of expressions share: columns drawn from the input.
 */
#ifndef SR_FUZZ_EXPRESSION_H
#define SR_FUZZ_EXPRESSION_H

#include "fuzz.h"

#include "expressions.h"

#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"

/* Bytes to draw from; zeros follow the last. */
typedef struct Draws
{
	const uint8_t *at;
	const uint8_t *end;
} Draws;

static inline unsigned
draw(Draws *draws, unsigned limit)
{
	return draws->at < draws->end ? *draws->at++ % limit : 0;
}

static inline double
draw_number(Draws *draws)
{
	static const double numbers[] = {
		NAN, 0.0, 1.0, -1.0, -0.0, 2.0, 0.5, 1e-308, DBL_TRUE_MIN, 1e308, -DBL_MAX, 1e16, 3.0, 10.0, 1e-17
	};
	unsigned	choice = draw(draws, LENGTH(numbers) + 1);
	double		number = 0.0;

	if (choice < LENGTH(numbers))
		return numbers[choice];
	for (size_t i = 0; i < sizeof(number); i++)
		((uint8_t *) &number)[i] = (uint8_t) draw(draws, 256);
	return isfinite(number) ? number : NAN;
}

/* A text without an end, so that reading beyond it is caught. */
static inline ExprText
piece_of(const char *text)
{
	size_t		length = strlen(text);
	char	   *piece = test_allocate(length);

	memcpy(piece, text, length);
	return (ExprText) {piece, (int32_t) length};
}

static inline ExprText
draw_text(Draws *draws)
{
	static const char *const texts[] = {"", "x", "V41.1", "m41", "abc", "It's", " V42 "};
	unsigned	choice = draw(draws, LENGTH(texts) + 1);

	if (choice == LENGTH(texts))
		return (ExprText) {NULL, 0};
	return piece_of(texts[choice]);
}

static inline int32_t
draw_opcs4(Draws *draws)
{
	return (int32_t) ((draw(draws, 256) * 256 + draw(draws, 256)) % OPCS4_CODES);
}

static inline int64_t
draw_icd10(Draws *draws)
{
	static const char *const texts[] = {"A00", "M41", "M41.1", "V41.1", "I10X", "Q67.5", "Z99.ZZZZ", "V46.9"};
	unsigned	choice = draw(draws, LENGTH(texts));
	int64_t		code = 0;

	must_be(icd10_parse(texts[choice], strlen(texts[choice]), &code), "no code");
	return code;
}

/* Elements of an array, one behind the other as evaluation wants them. */
static inline void
draw_array(Draws *draws, ExprKind kind, ExprInput *input)
{
	int			count = (int) draw(draws, 5) - 1;
	ExprText   *texts = test_allocate(sizeof(ExprText) * 4);

	input->count = 0;
	input->null_count = (int32_t) draw(draws, 2);
	input->elements = texts;
	for (int i = 0; i < count; i++, input->count++)
		switch (kind)
		{
			case EXPR_KIND_OPCS4S:
				((int32_t *) texts)[i] = draw_opcs4(draws);
				break;
			case EXPR_KIND_ICD10S:
				((int64_t *) texts)[i] = draw_icd10(draws);
				break;
			default:
				texts[i] = draw_text(draws);
				if (texts[i].data == NULL)
					texts[i] = piece_of("");
		}
	if (count < 0)
		input->count = EXPR_NONE;
}

static inline ExprInput
draw_input(Draws *draws, ExprKind kind)
{
	ExprInput	input = {.number = NAN};

	switch (kind)
	{
		case EXPR_KIND_NUMBER:
			input.number = draw_number(draws);
			break;
		case EXPR_KIND_BOOLEAN:
			input.number = (double[]) {NAN, 0.0, 1.0}[draw(draws, 3)];
			break;
		case EXPR_KIND_TEXT:
			input.text = draw_text(draws);
			break;
		case EXPR_KIND_OPCS4:
			input.number = draw(draws, 4) == 0 ? NAN : draw_opcs4(draws);
			break;
		case EXPR_KIND_ICD10:
			input.number = draw(draws, 4) == 0 ? NAN : (double) draw_icd10(draws);
			break;
		default:
			draw_array(draws, kind, &input);
	}
	return input;
}

/* The text up to the first zero byte; what follows is drawn from. */
static inline size_t
split_input(const uint8_t *data, size_t size, Draws *draws)
{
	const uint8_t *zero = memchr(data, 0, size);

	*draws = (Draws) {zero == NULL ? data + size : zero + 1, data + size};
	return zero == NULL ? size : (size_t) (zero - data);
}

#endif
