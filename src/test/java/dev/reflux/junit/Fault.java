package dev.reflux.junit;

import static dev.reflux.junit.CheckNames.DOWNGRADES;
import static dev.reflux.junit.CheckNames.EDGE;
import static dev.reflux.junit.CheckNames.HEAD;
import static dev.reflux.junit.CheckNames.LOCKS;
import static dev.reflux.junit.CheckNames.ORDERS;
import static dev.reflux.junit.CheckNames.RESUMPTION;
import static dev.reflux.junit.CheckNames.ROWS;
import static dev.reflux.junit.CheckNames.RUNNERS;
import static dev.reflux.junit.CheckNames.SCHEMA;
import static dev.reflux.junit.CheckNames.SCRIPT;
import static dev.reflux.junit.CheckNames.SECOND;
import static dev.reflux.junit.CheckNames.TRACE;
import static dev.reflux.junit.CheckNames.UPGRADE;

import dev.reflux.config.LockConfig;
import dev.reflux.config.RefluxConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A chain with a fault, the checks that are to catch it, and what they are to say. */
@SuppressWarnings("ImmutableEnumChecker") // the collections are immutable, and their types do not say so
enum Fault {
    LOST_COLUMN(in("b2", "b2_drop_note.sql", "- column public.account note: text"), TRACE, EDGE),
    LEFTOVER_ENUM(in("b2", "b2_add_state.sql", "+ enum public.account_state", "'open' 'closed'"), TRACE, EDGE),
    LEFTOVER_TRIGGER(in("b2", "b2_trim_emails.sql", "+ trigger public.account trim_email"), TRACE),
    WRONG_DEFAULT(in("b2", "b2_default_note.sql", "column public.account note", "+ text, default ''::text"), TRACE),
    LOST_DATA(in("b2", "b2_shorten_notes.sql", "- public.account", "\"a long note\"", "\"a l\""), ROWS),
    NO_DOWNGRADE(in("b2", "b2_forget_notes.sql", "irreversible: REASON"), DOWNGRADES),
    TWO_HEADS(in("c3", "c3_add_address.sql", "b2", "b2_add_phone.sql", "reflux merge heads"), HEAD),
    LEFTOVER_FUNCTION(in("b2", "b2_add_greeting.sql", "+ function public.greeting()"), TRACE),
    LEFTOVER_SEQUENCE(in("b2", "b2_number_invoices.sql", "+ sequence public.invoice_number"), TRACE),
    LEFTOVER_YAML_INDEX(in("b2", "b2_index_notes.yaml", "+ index public.account_note"), TRACE),
    LOST_INDEX_PREDICATE(in("c3", "c3_index_all_emails.sql", "index public.account_note", "WHERE"), TRACE),
    LOST_COMMENT(in("c3", "c3_widen_notes.sql", "- comment on table column public.account.note"), TRACE),
    LOST_GRANT(
            in("c3", "c3_hide_accounts.sql", "- privilege on table public.account: granted SELECT for PUBLIC"), TRACE),
    OTHER_CONSTRAINT_NAME(
            in("c3", "c3_drop_the_check.sql", "- constraint public.account account_email_given", "account_email_check"),
            TRACE,
            EDGE),
    LOST_NOT_NULL(in("b2", "b2_allow_no_email.sql", "column public.account email", "- text, not null"), TRACE),
    OTHER_TYPE(in("b2", "b2_widen_ids.sql", "- bigint, not null", "+ integer, not null"), TRACE),
    FAILS_ON_ROWS(in("b2", "b2_require_notes.sql:6", "23502", "ALTER COLUMN note SET NOT NULL"), UPGRADE),
    LONG_LOCK(in("b2", "b2_rewrite_accounts.sql", "public.account", "its budget is 300 ms", "Statement: "), LOCKS),
    DEPENDENT_BRANCHES(in("c3", "c3_list_columns.sql", "+ index public.listed_columns", "order 1 of seed 1"), ORDERS),
    UNDECLARED_DEPENDENCY(in("b2", "b2_index_phones.sql:6", "42703", "order 1 of seed 1"), ORDERS),
    NOT_RESUMABLE(in("b2", "b2_tidy_up.sql", "its statement 1, \"DO $$…$$\", was started"), RESUMPTION),
    SCRIPT_WITHOUT_DATA(in("c3", "C3.java", "- table public.account_1"), SCRIPT),
    LEFTOVER_EXTENSION(in("b2", "b2_add_trigrams.sql", "+ extension pg_trgm"), TRACE),
    LOST_VIEW(in("c3", "c3_shorten_emails.sql", "- view public.emails"), TRACE, EDGE),
    DOWNGRADE_FAILS(in("b2", "b2_add_phone.sql:9", "42703", "DROP COLUMN fone"), EDGE),
    DOWNGRADE_NEEDS_UPGRADE(in("b2", "b2_drop_the_note.sql", "+ table public.account_note"), TRACE, EDGE),
    OTHER_SCHEMA(in("b2", "b2_add_phone.sql", "column public.account phone", "+ character varying(20)"), SCHEMA),
    WRITING_ENVIRONMENT(in("", "25006", "UPDATE account SET note"), SECOND),
    NO_LOCK(in("a runner failed", "Is the migration lock switched off"), RUNNERS),
    ROWS_FOR_NO_TABLE(in("b2", "b2_require_notes.sql", "rows that are to be there before it", "acount"), UPGRADE),
    ROWS_THAT_DO_NOT_FIT(
            in("a1", "a1_create_account.sql", "rows that are to be there at it", "23502", "account"), UPGRADE),
    OTHER_METADATA(in("b2", "b2_add_phone.sql", "expected/account.sql", "+ column public.account phone"), SCHEMA),
    SCRIPT_WITH_OTHER_DATA(in("account.note: other values by the script"), SCRIPT),
    DOUBLED_ROWS(in("b2", "b2_seed_accounts.sql", "public.account: 2 undisturbed", "disturbed"), RESUMPTION),
    LEFTOVER_OWN_NAME(in("b2", "b2_add_names.sql", "+ index shop.version_name"), TRACE, EDGE),
    LOST_SEEDS(in("c3", "c3_clear_notes.sql", "- public.account", "a long note"), ROWS),
    NUMBERED_BY_SEQUENCE(
            in("b2", "b2_number_account.sql", "comment on table public.account", "+ 2", "after its session was lost"),
            EDGE,
            RESUMPTION),
    NOT_TOGETHER(in("c3", "c3_add_phone.sql", "55006", "in one run"), UPGRADE);

    /** What the texts of the checks are to hold, whichever catches the fault: revision and file first. */
    private final List<String> texts;

    private final Set<String> checks;

    Fault(List<String> texts, String... checks) {
        this.texts = texts;
        this.checks = Set.of(checks);
    }

    private static List<String> in(String... texts) {
        return List.of(texts);
    }

    List<String> texts() {
        return texts;
    }

    Set<String> checks() {
        return checks;
    }

    private String folder() {
        String name =
                switch (this) {
                    case ROWS_FOR_NO_TABLE, ROWS_THAT_DO_NOT_FIT -> "fails_on_rows";
                    case OTHER_METADATA -> "other_schema";
                    default -> name().toLowerCase(Locale.ROOT);
                };
        return "classpath:dev/reflux/junit/faulty/" + name;
    }

    ChainSettings chain() {
        ChainSettings chain = ChainSettings.defaults().locations(folder());
        return switch (this) {
            case LOST_DATA -> chain.rowsAt("a1", "account", Map.of("id", 1, "email", "a@b", "note", "a long note"));
            case FAILS_ON_ROWS -> chain.rowsBefore("b2", "account", Map.of("id", 1, "email", "a@b"));
            case ROWS_FOR_NO_TABLE -> chain.rowsBefore("b2", "acount", Map.of("id", 1, "email", "a@b"));
            case ROWS_THAT_DO_NOT_FIT -> chain.rowsAt("a1", "account", Map.of("id", 1));
            case DOUBLED_ROWS -> chain.configure(values -> values.historyTable(null));
            case LEFTOVER_OWN_NAME -> chain.configure(values -> values.versionTable("version"));
            case OTHER_METADATA ->
                chain.configure(
                        values -> values.targetMetadata("src/test/resources/dev/reflux/junit/expected/account.sql"));
            case NO_LOCK -> chain.configure(values -> values.lock(new LockConfig(false, Duration.ZERO)));
            case WRITING_ENVIRONMENT -> chain.configure(this::environment);
            default -> chain;
        };
    }

    private RefluxConfigBuilder environment(RefluxConfigBuilder values) {
        return values.environment(
                "src/test/resources/dev/reflux/junit/faulty/writing_environment/env/Environment.java");
    }
}
