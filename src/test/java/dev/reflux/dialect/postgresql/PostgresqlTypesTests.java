package dev.reflux.dialect.postgresql;

import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.schema.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresqlTypesTests {

    private static String own(@Nullable String schema, String name) {
        return PostgresqlTypes.of(new DataType(schema, name, false, List.of(), 0));
    }

    @ParameterizedTest
    @CsvSource({
        "string,varchar",
        "double,double precision",
        "datetime,timestamp",
        "blob,bytea",
        "binary,bytea",
        "varbinary,bytea",
        "nvarchar,varchar",
        "number,numeric",
        "mediumint,integer",
        "clob,text",
        "tinyint,smallint",
        "timestamptz,timestamptz",
        "double precision,double precision"
    })
    void portableNamesAreTranslated(String name, String sql) {
        assertThat(PostgresqlTypes.of(type(name))).isEqualTo(sql);
    }

    @Test
    void argumentsAndDimensionsFollowTheName() {
        assertThat(PostgresqlTypes.of(type("numeric(10,2)"))).isEqualTo("numeric(10,2)");
        assertThat(PostgresqlTypes.of(new DataType(null, "string", true, List.of("5"), 2)))
                .isEqualTo("varchar(5)[][]");
        assertThat(PostgresqlTypes.of(new DataType("gis", "geometry", false, List.of("Point", "4326"), 1)))
                .isEqualTo("gis.geometry(Point,4326)[]");
    }

    @Test
    void namesOfTheUserAreQuotedWhereTheGrammarHasItsOwnTypes() {
        assertThat(own(null, "status")).isEqualTo("status");
        assertThat(own(null, "Status")).isEqualTo("\"Status\"");
        assertThat(own(null, "user")).isEqualTo("\"user\"");
        assertThat(own(null, "time")).isEqualTo("\"time\"");
        assertThat(own(null, "char")).isEqualTo("\"char\"");
        assertThat(own("shop", "time")).isEqualTo("shop.\"time\"");
        assertThat(own("values", "status")).isEqualTo("\"values\".status");
        assertThat(own("My Shop", "a\"b")).isEqualTo("\"My Shop\".\"a\"\"b\"");
    }
}
