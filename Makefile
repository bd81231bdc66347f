# make, make install, make installcheck   the extension, by PGXS
# make demo, make check, make bench       set up what they need themselves
root := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))

ifneq ($(filter demo check bench,$(MAKECMDGOALS)),)

# What is set on the command line, as DATA= for the demo, reaches the scripts exported.
demo: ; @$(root)/demo/run.sh
check: ; @$(root)/test/check.sh
bench: ; @$(root)/test/bench/run.sh
.PHONY: demo check bench
# Other goals beside one of these are PGXS's.
.DEFAULT: ; @$(MAKE) -f $(firstword $(MAKEFILE_LIST)) $@

else

EXTENSION := surgical_registry
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(root)/$(EXTENSION).control)
MODULE_big := $(EXTENSION)

# Pure C: no server header, no palloc, no ereport. test/lint.sh holds them to it.
PURE := \
	src/stats/rmath.c \
	src/stats/root.c \
	src/stats/risk_groups.c \
	src/stats/group_tails.c \
	src/stats/count_distribution.c \
	src/stats/ratio_interval.c \
	src/stats/proportion_interval.c \
	src/stats/funnel_limit.c \
	src/stats/overdispersion.c \
	src/stats/benjamini_hochberg.c \
	src/codes/opcs4_code.c \
	src/codes/icd10_code.c \
	src/codes/code_fault.c \
	src/codes/code_list_text.c \
	src/codes/nhs_number_code.c \
	src/expression/lexer.c \
	src/expression/words.c \
	src/expression/forest.c \
	src/expression/spline.c \
	src/expression/text_builder.c \
	src/expression/code_set.c \
	src/expression/parser.c \
	src/expression/printer.c \
	src/expression/typing.c \
	src/expression/compiler.c \
	src/expression/evaluator.c \
	src/complexity/complexity_value.c \
	src/complexity/ruleset_text.c \
	src/complexity/ruleset_print.c \
	src/complexity/ruleset_lines.c \
	src/complexity/ruleset.c \
	src/complexity/ruleset_reasons.c \
	src/complexity/ruleset_diff.c \
	src/referral/location.c \
	src/outcomes/summary.c \
	src/outcomes/summary_text.c \
	src/outcomes/summary_binary.c \
	src/outcomes/funnel_point.c \
	src/risk/model.c \
	src/stats/cusum_chain.c \
	src/stats/cusum_run_length.c \
	src/stats/cusum_false_alarm.c \
	src/stats/event_counts.c \
	src/outcomes/pairs.c \
	src/outcomes/segment.c \
	src/stats/xmr.c \
	src/stats/geometric_limit.c \
	src/outcomes/text_chart.c

SERVER := \
	src/module.c \
	src/arguments.c \
	src/types/by_value.c \
	src/types/by_value_compare.c \
	src/types/argument_cache.c \
	src/codes/containment_support.c \
	src/codes/containment_selectivity.c \
	src/codes/opcs4.c \
	src/codes/icd10.c \
	src/codes/code_range.c \
	src/codes/code_list.c \
	src/codes/code_list_support.c \
	src/codes/code_member.c \
	src/codes/codes_invalid.c \
	src/codes/nhs_number.c \
	src/expression/text_value.c \
	src/expression/record_binding.c \
	src/expression/record_argument.c \
	src/expression/record_rewrite.c \
	src/expression/linear_terms.c \
	src/complexity/procedure_complexity.c \
	src/complexity/complexity_ruleset.c \
	src/complexity/classify.c \
	src/risk/risk_model.c \
	src/risk/predict.c \
	src/risk/explain.c \
	src/risk/pram.c \
	src/referral/latlon.c \
	src/outcomes/outcome_summary.c \
	src/outcomes/outcome_agg.c \
	src/outcomes/estimate.c \
	src/outcomes/partition.c \
	src/outcomes/funnel.c \
	src/outcomes/funnel_limits.c \
	src/outcomes/q_value.c \
	src/outcomes/suppress.c \
	src/outcomes/chart.c \
	src/outcomes/sequential.c \
	src/outcomes/cusum_limit.c \
	src/outcomes/vlad_band.c \
	src/outcomes/cusum_segment.c \
	src/outcomes/cusum_block.c \
	src/outcomes/xmr.c \
	src/outcomes/g_chart.c \
	src/outcomes/chart_text.c \
	src/governance/evidence.c \
	src/governance/canonical.c \
	src/governance/protection.c \
	src/governance/entry_state.c \
	src/governance/policy.c \
	src/governance/refusal.c \
	src/governance/change.c \
	src/governance/guard.c \
	src/governance/entry.c \
	src/governance/signer.c \
	src/governance/sign.c \
	src/governance/status.c \
	src/governance/evidence_guard.c \
	src/governance/policy_guard.c \
	src/governance/import.c

# Order matters: a type before what uses it.
SQL := \
	src/extension.sql \
	generated/opcs4.forms.sql \
	src/codes/opcs4.sql \
	generated/opcs4.code.sql \
	generated/opcs4.by_value.sql \
	generated/icd10.forms.sql \
	src/codes/icd10.sql \
	generated/icd10.code.sql \
	generated/icd10.by_value.sql \
	generated/opcs4.code_list.sql \
	generated/icd10.code_list.sql \
	src/codes/codes_invalid.sql \
	generated/nhs_number.forms.sql \
	src/codes/nhs_number.sql \
	generated/nhs_number.by_value.sql \
	src/codes/identifiers.sql \
	generated/procedure_complexity.forms.sql \
	src/complexity/procedure_complexity.sql \
	generated/procedure_complexity.by_value.sql \
	generated/complexity_ruleset.text_value.sql \
	src/complexity/complexity_ruleset.sql \
	generated/risk_model.text_value.sql \
	src/risk/risk_model.sql \
	src/risk/pram.sql \
	generated/latlon.forms.sql \
	src/referral/latlon.sql \
	generated/latlon.by_value.sql \
	src/outcomes/outcome_summary.sql \
	src/outcomes/outcome_agg.sql \
	src/outcomes/estimate.sql \
	src/outcomes/funnel.sql \
	src/outcomes/funnel_limits.sql \
	src/outcomes/q_value.sql \
	src/outcomes/suppress.sql \
	src/outcomes/sequential.sql \
	src/outcomes/cusum_limit.sql \
	src/outcomes/vlad_band.sql \
	src/outcomes/cusum_segment.sql \
	src/outcomes/cusum_block.sql \
	src/outcomes/xmr.sql \
	src/outcomes/g_chart.sql \
	src/outcomes/chart_text.sql \
	src/governance/governance.sql \
	generated/evidence.sql \
	src/governance/protect.sql \
	src/governance/check_install.sql

# Tables of evidence, each in a file of plain DDL; the procedure that makes those that are missing.
EVIDENCE := \
	src/governance/evidence/consultant.sql \
	src/governance/evidence/consultant_post.sql \
	src/governance/evidence/login_binding.sql \
	src/governance/evidence/signoff_policy.sql \
	src/governance/evidence/protected_table.sql \
	src/governance/evidence/entry_state.sql \
	src/governance/evidence/signature.sql \
	src/governance/evidence/signature_withdrawal.sql \
	src/governance/evidence/signed_content.sql \
	src/governance/evidence/audit.sql

REGRESS := install opcs4 opcs4_index opcs4_planner icd10 nhs_number procedure_complexity latlon \
	outcome_summary outcome_agg estimate funnel funnel_proportion funnel_limits q_value suppress code_list code_range malformed complexity_ruleset classify \
	risk_model pram sequential cusum_limit vlad_band cusum_segment cusum_block ewma xmr g_chart chart_text governance_protect governance_signoff governance_attacks governance_payload governance_rules governance_breaches_1 governance_breaches_2 catalog

# Races; the first makes the registry that the others run in.
ISOLATION := \
	governance_registry \
	governance_withdraw_finalise \
	governance_edit_finalise \
	governance_edit_sign_finalise \
	governance_retier_finalise \
	governance_amend_sign \
	governance_amend_amend \
	governance_policy_submit
ISOLATION_OPTS := --inputdir=$(root)/test/isolation

OBJS := $(patsubst %.c,%.o,$(PURE) $(SERVER))
DATA_built := $(EXTENSION)--$(EXTVERSION).sql
# The frozen script of the version being built would be installed twice.
DATA := $(filter-out %/$(DATA_built),$(wildcard $(root)/sql/upgrade/*.sql))
EXTRA_CLEAN := $(OBJS:.o=.d) generated test/unit/build test/fuzz/build

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(PGXS),)
$(error pg_config not found: install the PostgreSQL server headers (Debian: postgresql-server-dev-15) or set PG_CONFIG)
endif

# -isystem: the server's own headers do not pass -Wextra.
# -ffp-contract=off: a published figure must not depend on the build host.
PG_CPPFLAGS := -DSR_VERSION=\"$(EXTVERSION)\" -I$(root)/src -isystem $(shell $(PG_CONFIG) --includedir-server)
PG_CFLAGS := -std=gnu11 -Wall -Wextra -Wmissing-prototypes -Wstrict-prototypes -Wvla \
	-fvisibility=hidden -ffp-contract=off -MMD -MP \
	-Wno-ignored-optimization-argument -Wno-unknown-warning-option $(if $(WERROR),-Werror)
SHLIB_LINK := -ldl -lm

include $(PGXS)

.DELETE_ON_ERROR:
src/module.o: $(root)/$(EXTENSION).control
# What an object depends on, its bitcode does too.
$(OBJS:.o=.bc): %.bc: %.o

# Types alike in shape share templates: all that are passed by value, and codes.
INT_OF_opcs4 := int4
NOUN_OF_opcs4 := OPCS-4 code
EXAMPLE_OF_opcs4 := V
LAST_OF_opcs4 := V41.9

INT_OF_icd10 := int8
NOUN_OF_icd10 := ICD-10 code
EXAMPLE_OF_icd10 := M
LAST_OF_icd10 := M41.ZZZZ

INT_OF_nhs_number := int8
NOUN_OF_nhs_number := NHS number

INT_OF_procedure_complexity := int8
NOUN_OF_procedure_complexity := procedure complexity

NOUN_OF_risk_model := risk model
NOUN_OF_complexity_ruleset := complexity ruleset

INT_OF_latlon := int8
NOUN_OF_latlon := place

fill = sed -e 's/@TYPE@/$*/g; s/@INT@/$(INT_OF_$*)/g; s/@NOUN@/$(NOUN_OF_$*)/g' \
	-e 's/@EXAMPLE@/$(EXAMPLE_OF_$*)/g; s/@LAST@/$(LAST_OF_$*)/g' $< > $@
generated/%.forms.sql: $(root)/src/types/forms.sql.in ; $(fill)
generated/%.by_value.sql: $(root)/src/types/by_value.sql.in ; $(fill)
generated/%.text_value.sql: $(root)/src/expression/text_value.sql.in ; $(fill)
generated/%.code.sql: $(root)/src/codes/code.sql.in ; $(fill)
generated/evidence.sql: $(addprefix $(root)/,$(EVIDENCE)) $(root)/src/governance/create_evidence.sh
	$(root)/src/governance/create_evidence.sh $(filter %.sql,$^) > $@
generated/%.code_list.sql: $(root)/src/codes/code_list.sql.in ; $(fill)

$(shell mkdir -p generated)
SQL_FILES := $(patsubst src/%,$(root)/src/%,$(SQL))
$(DATA_built): $(SQL_FILES) $(root)/$(EXTENSION).control
	{ printf '%s\n' '\echo Use "CREATE EXTENSION $(EXTENSION)" to load this file. \quit'; \
	  cat $(filter %.sql,$^); } > $@

# A VPATH build starts without the folders of its objects.
$(shell mkdir -p $(sort $(dir $(OBJS))))

-include $(OBJS:.o=.d)
include $(root)/test/test.mk

endif
