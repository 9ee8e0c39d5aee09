package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.DropSequence;
import dev.reflux.schema.ColumnReference;
import dev.reflux.schema.SequenceOptions;
import org.junit.jupiter.api.Test;

class PostgresqlSequencesTests {

    private static final SequenceOptions USUAL = SequenceOptions.builder().build();
    private static final SequenceOptions FULL = SequenceOptions.builder()
            .start(5L)
            .increment(-2L)
            .minvalue(-9L)
            .maxvalue(9L)
            .cache(3L)
            .cycle()
            .build();

    @Test
    void sequenceIsCreated() {
        CreateSequence full = CreateSequence.builder("Seq", FULL)
                .schema("s")
                .type(type("smallint"))
                .ownedBy(new ColumnReference("s", "t", "user"))
                .ifNotExists()
                .build();

        assertThat(compiled(CreateSequence.builder("seq", USUAL).build())).containsExactly("CREATE SEQUENCE seq");
        assertThat(compiled(full))
                .containsExactly("CREATE SEQUENCE IF NOT EXISTS s.\"Seq\" AS smallint START WITH 5 INCREMENT BY -2"
                        + " MINVALUE -9 MAXVALUE 9 CACHE 3 CYCLE OWNED BY s.t.\"user\"");
    }

    @Test
    void sequenceIsChangedThenRenamed() {
        AlterSequence full = AlterSequence.builder("seq", FULL)
                .schema("s")
                .newName("Seq")
                .type(type("integer"))
                .restart(7L)
                .ownedBy(new ColumnReference(null, "t", "a"))
                .build();

        assertThat(compiled(full))
                .containsExactly(
                        "ALTER SEQUENCE s.seq AS integer START WITH 5 INCREMENT BY -2 MINVALUE -9 MAXVALUE 9 CACHE 3 CYCLE"
                                + " RESTART WITH 7 OWNED BY t.a",
                        "ALTER SEQUENCE s.seq RENAME TO \"Seq\"");
        assertThat(compiled(AlterSequence.builder("seq", USUAL).noCycle().build()))
                .containsExactly("ALTER SEQUENCE seq NO CYCLE");
        assertThat(compiled(AlterSequence.builder("seq", USUAL).newName("q").build()))
                .containsExactly("ALTER SEQUENCE seq RENAME TO q");
        assertThat(compiled(AlterSequence.builder("seq", USUAL).build())).isEmpty();
    }

    @Test
    void sequenceIsDropped() {
        assertThat(compiled(DropSequence.builder("seq").build())).containsExactly("DROP SEQUENCE seq");
        assertThat(compiled(DropSequence.builder("seq")
                        .schema("s")
                        .ifExists()
                        .cascade()
                        .build()))
                .containsExactly("DROP SEQUENCE IF EXISTS s.seq CASCADE");
    }
}
