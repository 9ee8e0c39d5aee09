package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.assertRefused;
import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateExcludeConstraint;
import dev.reflux.operation.CreateForeignKey;
import dev.reflux.operation.CreatePrimaryKey;
import dev.reflux.operation.CreateUniqueConstraint;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.ValidateConstraint;
import dev.reflux.schema.Check;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ExcludeElement;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Initially;
import dev.reflux.schema.MatchType;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.ReferentialAction;
import dev.reflux.schema.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresqlConstraintsTests {

    @Test
    void primaryKeyIsAdded() {
        PrimaryKey key = PrimaryKey.builder().name("pk_t").columns("a", "b").build();

        assertThat(compiled(CreatePrimaryKey.builder("t", key).schema("s").build()))
                .containsExactly("ALTER TABLE s.t ADD CONSTRAINT pk_t PRIMARY KEY (a, b)");
    }

    @Test
    void constraintWithoutANameGetsTheServersOwn() {
        Unique unique = Unique.builder().columns("a").build();

        assertThat(compiled(CreateUniqueConstraint.builder("t", unique).build()))
                .containsExactly("ALTER TABLE t ADD UNIQUE (a)");
    }

    @Test
    void uniqueConstraintIsAdded() {
        Unique unique = Unique.builder()
                .name("Uq")
                .columns("a", "b")
                .nullsNotDistinct()
                .include("c", "d e")
                .deferrable()
                .initially(Initially.DEFERRED)
                .build();

        assertThat(compiled(CreateUniqueConstraint.builder("t", unique).build()))
                .containsExactly("ALTER TABLE t ADD CONSTRAINT \"Uq\" UNIQUE NULLS NOT DISTINCT (a, b)"
                        + " INCLUDE (c, \"d e\") DEFERRABLE INITIALLY DEFERRED");
    }

    @Test
    void foreignKeyIsAdded() {
        ForeignKey plain = ForeignKey.builder("p").columns("a").build();
        ForeignKey full = ForeignKey.builder("Group")
                .name("fk")
                .columns("a", "b")
                .referentSchema("ref")
                .referentColumns("x", "y")
                .match(MatchType.FULL)
                .onDelete(ReferentialAction.SET_DEFAULT)
                .onUpdate(ReferentialAction.RESTRICT)
                .deferrable()
                .initially(Initially.IMMEDIATE)
                .notValid()
                .build();

        assertThat(compiled(CreateForeignKey.builder("t", plain).build()))
                .containsExactly("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p");
        assertThat(compiled(CreateForeignKey.builder("t", full).schema("app").build()))
                .containsExactly(
                        "ALTER TABLE app.t ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES ref.\"Group\" (x, y)"
                                + " MATCH FULL ON DELETE SET DEFAULT ON UPDATE RESTRICT DEFERRABLE INITIALLY IMMEDIATE NOT VALID");
    }

    @Test
    void checkConstraintIsAdded() {
        Check check = Check.builder("a > 0 OR name LIKE 'x%' -- or so")
                .name("ck_a")
                .noInherit()
                .notValid()
                .build();

        assertThat(compiled(CreateCheckConstraint.builder("t", check).build()))
                .containsExactly("ALTER TABLE t ADD CONSTRAINT ck_a CHECK (a > 0 OR name LIKE 'x%' -- or so\n)"
                        + " NO INHERIT NOT VALID");
        assertRefused(
                CreateCheckConstraint.builder(
                                "t", Check.builder("a > 0) , CHECK (b > 0").build())
                        .build(),
                "condition",
                "has a \")\" that closes nothing");
    }

    @Test
    void excludeConstraintIsAdded() {
        Exclude exclude = Exclude.builder()
                .name("no_overlap")
                .elements(
                        new ExcludeElement("room", "="),
                        new ExcludeElement("user", "<>"),
                        new ExcludeElement("tstzrange(a, b)", "&&"),
                        new ExcludeElement("\"My Column\"", "="))
                .where("room > 0")
                .deferrable()
                .initially(Initially.DEFERRED)
                .build();
        Exclude hash = Exclude.builder()
                .elements(new ExcludeElement("a", "="))
                .using("hash")
                .build();

        assertThat(compiled(CreateExcludeConstraint.builder("t", exclude).build()))
                .containsExactly(
                        "ALTER TABLE t ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, \"user\" WITH <>,"
                                + " (tstzrange(a, b)) WITH &&, (\"My Column\") WITH =) WHERE (room > 0)"
                                + " DEFERRABLE INITIALLY DEFERRED");
        assertThat(compiled(CreateExcludeConstraint.builder("t", hash).build()))
                .containsExactly("ALTER TABLE t ADD EXCLUDE USING hash (a WITH =)");
    }

    @Test
    void whatIsCheckedAtTheEndOfTheTransactionIsDeferrableByItself() {
        Unique unique =
                Unique.builder().columns("a").initially(Initially.DEFERRED).build();

        assertThat(unique.deferrable()).isTrue();
        assertThat(compiled(CreateUniqueConstraint.builder("t", unique).build()))
                .containsExactly("ALTER TABLE t ADD UNIQUE (a) DEFERRABLE INITIALLY DEFERRED");
    }

    @Test
    void columnOfAnExcludeConstraintIsNamedAsItIsWritten() {
        Exclude exclude = Exclude.builder()
                .elements(new ExcludeElement("Room", "="), new ExcludeElement("žába", "="))
                .build();

        assertThat(compiled(CreateExcludeConstraint.builder("t", exclude).build()))
                .containsExactly("ALTER TABLE t ADD EXCLUDE USING gist (\"Room\" WITH =, \"žába\" WITH =)");
    }

    @Test
    void operatorMayNameItsSchemaButBeginNoComment() {
        Exclude exclude = Exclude.builder()
                .elements(new ExcludeElement("a", "OPERATOR(pg_catalog.&&)"), new ExcludeElement("b", "-|-"))
                .build();

        assertThat(compiled(CreateExcludeConstraint.builder("t", exclude).build()))
                .containsExactly("ALTER TABLE t ADD EXCLUDE USING gist (a WITH OPERATOR(pg_catalog.&&), b WITH -|-)");
        assertThat(List.of("--", "=--", "/*", "=/*", "OPERATOR(=--)", "= , b", "OPERATOR(a.=", "=)"))
                .allSatisfy(operator -> assertThatExceptionOfType(InvalidOperationException.class)
                        .isThrownBy(() -> new ExcludeElement("a", operator))
                        .withMessage("operator \"" + operator
                                + "\" is no operator; write one such as = or &&, or OPERATOR(schema.=)."));
    }

    @Test
    void constraintsAreDroppedRenamedAndValidated() {
        assertThat(compiled(DropConstraint.builder("ck", "t").build()))
                .containsExactly("ALTER TABLE t DROP CONSTRAINT ck");
        assertThat(compiled(DropConstraint.builder("Ck", "t")
                        .schema("s")
                        .ifExists()
                        .cascade()
                        .build()))
                .containsExactly("ALTER TABLE s.t DROP CONSTRAINT IF EXISTS \"Ck\" CASCADE");
        assertThat(compiled(
                        RenameConstraint.builder("t", "Old", "New").schema("s").build()))
                .containsExactly("ALTER TABLE s.t RENAME CONSTRAINT \"Old\" TO \"New\"");
        assertThat(compiled(ValidateConstraint.builder("Fk", "t").schema("s").build()))
                .containsExactly("ALTER TABLE s.t VALIDATE CONSTRAINT \"Fk\"");
    }
}
