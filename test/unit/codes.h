/*
 * codes.h
 *	  Both types of code as lists and faults know them.
 */
#ifndef SR_TEST_CODES_H
#define SR_TEST_CODES_H

#include "support.h"

#include "codes/code_fault.h"
#include "codes/code_list_text.h"
#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"

/* Room for the text of a code of either. */
#define CODE_SIZE ICD10_TEXT_SIZE

typedef struct TestedKind
{
	CodeParser	parse;
	int			(*format) (int64_t code, char *text);
	const char *shape;
} TestedKind;

static inline bool
parse_opcs4(const char *text, size_t length, int64_t *code)
{
	int32_t		narrow = 0;
	bool		read = opcs4_parse(text, length, &narrow);

	*code = narrow;
	return read;
}

static inline int
format_opcs4(int64_t code, char *text)
{
	return opcs4_format((int32_t) code, true, text);
}

static inline int
format_icd10(int64_t code, char *text)
{
	return icd10_format(code, true, text);
}

static const TestedKind opcs4_kind = {parse_opcs4, format_opcs4, OPCS4_SHAPE};
static const TestedKind icd10_kind = {icd10_parse, format_icd10, ICD10_SHAPE};
static const TestedKind *const code_kinds[] = {&opcs4_kind, &icd10_kind};

#endif
