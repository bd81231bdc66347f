/*
 * test_code_fault.c
 *	  Why a text is no code: the first fault, in words.
 */
#include "codes.h"
#include "literal.h"

/* The fault of just so many bytes, or NULL. */
static const char *
fault_of(const TestedKind *kind, const char *text, size_t length)
{
	static char fault[CODE_FAULT_SIZE];
	char	   *copy = exact_bytes(text, length);
	bool		found;

	memset(fault, '#', sizeof(fault));
	found = code_fault(copy, length, kind->shape, fault);
	free(copy);
	assert_true(!found || memchr(fault, '\0', sizeof(fault)) != NULL);
	return found ? fault : NULL;
}

typedef struct Case
{
	const char *text;
	const char *fault;
} Case;

static void
assert_faults(const TestedKind *kind, const Case *cases, int count)
{
	for (int i = 0; i < count; i++)
	{
		const char *fault = fault_of(kind, cases[i].text, strlen(cases[i].text));

		assert_holds(fault != NULL && strcmp(fault, cases[i].fault) == 0, "\"%s\": %s, not %s", cases[i].text,
					 fault == NULL ? "no fault" : fault, cases[i].fault);
	}
}

#define NOT_LETTER_BUT_I "the first character is not a letter other than I"
#define BAD_DOT "a dot is not between the third and the fourth character"
#define TOO_FEW "it has fewer than three characters"
#define TOO_MANY "it has too many characters"
#define BLANK "there is a blank within it"

static void
faults_of_opcs4(void **state)
{
	static const Case cases[] = {
		{"", "it is empty"}, {" \t\n\v\f\r", "it is empty"}, {"V", TOO_FEW}, {"V4", TOO_FEW}, {" V4 ", TOO_FEW},
		{"I41.1", NOT_LETTER_BUT_I}, {"i41", NOT_LETTER_BUT_I}, {"441", NOT_LETTER_BUT_I}, {".V41", NOT_LETTER_BUT_I},
		{"-V41", NOT_LETTER_BUT_I}, {"[V41.3", NOT_LETTER_BUT_I}, {"\u2164" "41.1", NOT_LETTER_BUT_I},
		{"VV1", "the second character is not a digit"}, {"V.41", "the second character is not a digit"},
		{"null", "the second character is not a digit"}, {"V4A", "the third character is not a digit"},
		{"V4.1", "the third character is not a digit"}, {"V4１.1", "the third character is not a digit"},
		{"V41.x", "the fourth character is not a digit"}, {"V41X", "the fourth character is not a digit"},
		{"V41․1", "the fourth character is not a digit"}, {"V41-V46-V50", "the fourth character is not a digit"},
		{"V41]", "the fourth character is not a digit"}, {"V41.", BAD_DOT}, {"V41. ", BAD_DOT}, {"V41..1", BAD_DOT},
		{"V411.", BAD_DOT}, {"V41.1.", BAD_DOT}, {"V41.12", TOO_MANY}, {"V4111", TOO_MANY}, {"V41.1x", TOO_MANY},
		{"V41 .1", BLANK}, {"V 41", BLANK}, {"V41. 1", BLANK}, {"V41 V42", BLANK}, {"V41.1 1", BLANK}
	};

	(void) state;
	assert_faults(&opcs4_kind, cases, LENGTH(cases));
}

static void
faults_of_icd10(void **state)
{
	static const Case cases[] = {
		{"", "it is empty"}, {"M4", TOO_FEW}, {"141", "the first character is not a letter"},
		{"\u041c" "41", "the first character is not a letter"}, {"MA1", "the second character is not a digit"},
		{"M.41", "the second character is not a digit"}, {"M4é", "the third character is not a letter or a digit"},
		{"M4.1", "the third character is not a letter or a digit"}, {"M41.", BAD_DOT}, {"M41..1", BAD_DOT},
		{"M41.1.2", BAD_DOT}, {"M411.2", BAD_DOT}, {"M41-", "the fourth character is not a letter or a digit"},
		{"M41.-", "the fourth character is not a letter or a digit"},
		{"M41.1+", "the fifth character is not a letter or a digit"},
		{"M41.12*", "the sixth character is not a letter or a digit"},
		{"M41.123†", "the seventh character is not a letter or a digit"}, {"M41.12345", TOO_MANY},
		{"M4112345", TOO_MANY}, {"M41.1234-", TOO_MANY}, {"M41 .1", BLANK}, {"M 41", BLANK}
	};

	(void) state;
	assert_faults(&icd10_kind, cases, LENGTH(cases));
}

static void
codes_have_none(void **state)
{
	static const char *const icd10[] = {"I10", "I10X", "i10.x", "M41.1", " m411\n", "S72.001A", "U07.1", "C4A.0", "Z9Z.ZZZZ"};
	char		text[CODE_SIZE];

	(void) state;
	for (int32_t code = 0; code < OPCS4_CODES; code++)
		for (int dotted = 0; dotted < 2; dotted++)
			assert_null(fault_of(&opcs4_kind, text, (size_t) opcs4_format(code, dotted, text)));
	for (int i = 0; i < LENGTH(icd10); i++)
		assert_null(fault_of(&icd10_kind, icd10[i], strlen(icd10[i])));
}

/* The parser decides; a fault only explains, so they must never disagree. */
static void
mutants_have_one_if_the_parser_refuses(void **state)
{
	Random		random = {1};
	char		text[LITERAL_SIZE];
	int			refused = 0;

	(void) state;
	for (int i = 0; i < 400000; i++)
	{
		const TestedKind *kind = code_kinds[i % LENGTH(code_kinds)];
		int64_t		code;
		bool		parsed;

		format_opcs4(random_below(&random, OPCS4_CODES), text);
		for (int64_t left = random_below(&random, 3); left > 0; left--)
			mutate(&random, "VviIXA019.. \t\n-[]*\x80\xc3", text);
		parsed = kind->parse(text, strlen(text), &code);
		refused += !parsed;
		assert_holds((fault_of(kind, text, strlen(text)) == NULL) == parsed, "\"%s\"", text);
	}
	assert_holds(refused > 100000 && refused < 350000, "%d refused", refused);
}

/* One character that does not belong is named by its place. */
static void
a_misfit_is_named_by_its_place(void **state)
{
	static const char *const places[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh"};
	char		wanted[CODE_FAULT_SIZE];

	(void) state;
	for (int place = 0; place < ICD10_CHARACTERS; place++)
	{
		char		text[] = "M411234";
		const char *fault;

		text[place] = '?';
		fault = fault_of(&icd10_kind, text, ICD10_CHARACTERS);
		snprintf(wanted, sizeof(wanted), "the %s character is not ", places[place]);
		assert_holds(fault != NULL && strncmp(fault, wanted, strlen(wanted)) == 0, "%s: %s", text, fault);
	}
}

static void
hostile_text_ends(void **state)
{
	const size_t size = 1 << 20;
	char	   *text = malloc(size);

	(void) state;
	memset(text, 'V', size);
	assert_string_equal(fault_of(&opcs4_kind, text, size), "the second character is not a digit");
	memset(text, '1', size);
	memcpy(text, "V41.", 4);
	assert_string_equal(fault_of(&opcs4_kind, text, size), TOO_MANY);
	memset(text, '.', size);
	assert_string_equal(fault_of(&opcs4_kind, text, size), NOT_LETTER_BUT_I);
	memset(text, ' ', size);
	assert_string_equal(fault_of(&opcs4_kind, text, size), "it is empty");
	free(text);
	assert_string_equal(fault_of(&opcs4_kind, "V41\0", 4), "the fourth character is not a digit");
	assert_string_equal(fault_of(&opcs4_kind, "\0V41", 4), NOT_LETTER_BUT_I);
}

PURE_TESTS(
	TEST(faults_of_opcs4),
	TEST(faults_of_icd10),
	TEST(codes_have_none),
	TEST(mutants_have_one_if_the_parser_refuses),
	TEST(a_misfit_is_named_by_its_place),
	TEST(hostile_text_ends),
)
