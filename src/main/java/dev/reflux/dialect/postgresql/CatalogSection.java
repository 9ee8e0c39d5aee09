package dev.reflux.dialect.postgresql;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of object in the catalog, as a query that gives {@code owning_table}, {@code key} and {@code definition}.
 *
 * <p>The queries rely on an empty {@code search_path}, so that the server qualifies every name it prints. They hold no
 * column younger than PostgreSQL 14.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalogs.html">System Catalogs</a>
 */
enum CatalogSection {
    SCHEMAS(
            """
            SELECT NULL, format('schema %I', nspname), 'owner ' || pg_get_userbyid(nspowner)
            FROM user_schema
            """),

    /** What belongs to an extension is said by its name and version. */
    EXTENSIONS(
            """
            SELECT NULL, format('extension %I', extname), format('version %s in %s', extversion, extnamespace::regnamespace)
            FROM pg_extension
            """),

    TABLES(
            """
            SELECT owning_table, kind || ' ' || name, concat_ws(', ',
                'owner ' || pg_get_userbyid(relowner),
                CASE relpersistence WHEN 'u' THEN 'unlogged' END,
                'using ' || (SELECT amname FROM pg_am WHERE oid = relam),
                'tablespace ' || (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace),
                'of ' || nullif(reloftype, 0)::regtype,
                CASE WHEN reloptions IS NOT NULL THEN 'with ' || (SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(reloptions) AS o) END,
                toast_options,
                'replica identity ' || nullif(relreplident::text, CASE WHEN relkind IN ('r', 'p', 'm') THEN 'd' ELSE 'n' END),
                CASE WHEN relrowsecurity THEN 'row security' END,
                CASE WHEN relforcerowsecurity THEN 'row security forced' END,
                CASE WHEN relkind = 'p' THEN 'partition by ' || pg_get_partkeydef(relation.oid) END,
                'partition ' || pg_get_expr(relpartbound, relation.oid),
                'inherits ' || parents,
                CASE WHEN relkind = 'f' THEN 'server ' || (SELECT format('%I (%s)', srvname, ftoptions) FROM pg_foreign_table
                    JOIN pg_foreign_server ON pg_foreign_server.oid = ftserver WHERE ftrelid = relation.oid) END,
                CASE WHEN NOT relispopulated THEN 'not populated' END)
            FROM relation
            LEFT JOIN (SELECT toast.oid, 'toast with ' || (SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(toast.reloptions) AS o)
                FROM pg_class AS toast WHERE relkind = 't' AND toast.reloptions IS NOT NULL) AS toast (oid, toast_options) ON toast.oid = reltoastrelid
            LEFT JOIN (SELECT inhrelid, string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits GROUP BY inhrelid)
                AS inheritance (child, parents) ON child = relation.oid
            WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
            """),

    /**
     * The rank, not the number: a dropped column leaves a hole that nobody sees. Column options that begin with pg_ are
     * the server's own notes, as minor releases since 15.20 keep them; no DDL can set them.
     *
     * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-attribute.html">pg_attribute</a>
     */
    COLUMNS(
            """
            SELECT owning_table,
                'column ' || name || ' #'
                    || lpad((row_number() OVER (PARTITION BY attrelid ORDER BY attnum))::text, 4, '0') || ' ' || quote_ident(attname),
                concat_ws(', ',
                    format_type(atttypid, atttypmod),
                    CASE WHEN attnotnull THEN 'not null' END,
                    CASE attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
                    CASE attgenerated WHEN '' THEN 'default ' WHEN 's' THEN 'stored ' ELSE 'virtual ' END || pg_get_expr(adbin, adrelid),
                    CASE WHEN attcollation <> typcollation THEN 'collation ' || attcollation::regcollation END,
                    CASE WHEN attstorage <> typstorage THEN 'storage ' || attstorage::text END,
                    CASE WHEN attcompression <> '' THEN 'compression ' || attcompression::text END,
                    CASE WHEN attstattarget <> -1 THEN 'statistics ' || attstattarget END,
                    CASE WHEN attoptions IS NOT NULL THEN 'options ' || (SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(attoptions) AS o WHERE o !~ '^pg_') END,
                    'foreign options ' || attfdwoptions::text,
                    CASE WHEN attinhcount > 0 THEN 'inherited ' || attinhcount END,
                    CASE WHEN NOT attislocal THEN 'not local' END)
            FROM relation
            JOIN pg_attribute ON attrelid = relation.oid AND attrelid >= 16384 AND attnum > 0 AND NOT attisdropped
            JOIN pg_type ON pg_type.oid = atttypid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
            """),

    CONSTRAINTS(
            """
            SELECT owning_table,
                format('constraint %s %I', coalesce(name, 'of domain ' || nullif(contypid, 0)::regtype), conname),
                concat_ws(', ',
                    pg_get_constraintdef(con.oid),
                    CASE WHEN condeferrable THEN 'deferrable' END,
                    CASE WHEN condeferred THEN 'deferred' END,
                    CASE WHEN NOT convalidated THEN 'not validated' END,
                    CASE WHEN connoinherit AND contype = 'c' THEN 'not inherited by children' END,
                    CASE WHEN coninhcount > 0 THEN 'inherited ' || coninhcount END,
                    CASE WHEN NOT conislocal THEN 'not local' END)
            FROM pg_constraint AS con
            JOIN user_schema ON user_schema.oid = connamespace
            LEFT JOIN relation ON relation.oid = conrelid
            WHERE relation.oid IS NOT NULL
               OR contypid <> 0 AND NOT EXISTS (SELECT FROM member WHERE classid = 'pg_type'::regclass AND objid = contypid)
            """),

    INDEXES(
            """
            SELECT owning_table, 'index ' || name, concat_ws(', ',
                pg_get_indexdef(relation.oid),
                CASE WHEN indisprimary THEN 'primary' END,
                CASE WHEN NOT indimmediate THEN 'deferrable' END,
                CASE WHEN NOT indisvalid THEN 'INVALID' END,
                CASE WHEN NOT indisready THEN 'NOT READY' END,
                CASE WHEN indisclustered THEN 'clustered' END,
                CASE WHEN indisreplident THEN 'replica identity' END,
                CASE WHEN reltablespace <> 0 THEN 'tablespace ' || (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace) END,
                CASE WHEN inhparent IS NOT NULL THEN 'part of ' || inhparent::regclass::text END)
            FROM relation JOIN pg_index ON indexrelid = oid LEFT JOIN pg_inherits ON inhrelid = oid
            """),

    SEQUENCES(
            """
            SELECT owning_table, 'sequence ' || name, concat_ws(', ',
                'owner ' || pg_get_userbyid(relowner),
                CASE relpersistence WHEN 'u' THEN 'unlogged' END,
                format_type(seqtypid, NULL),
                'start ' || seqstart, 'increment ' || seqincrement,
                'minvalue ' || seqmin, 'maxvalue ' || seqmax, 'cache ' || seqcache,
                CASE WHEN seqcycle THEN 'cycle' END,
                'owned by ' || owning_table || '.' || quote_ident(attname) || CASE deptype WHEN 'i' THEN ' as identity' ELSE '' END)
            FROM relation JOIN pg_sequence ON seqrelid = relation.oid
            LEFT JOIN (pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid)
                ON classid = 'pg_class'::regclass AND objid = relation.oid AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')
            WHERE relkind = 'S'
            """),

    VIEWS(
            """
            SELECT owning_table, kind || ' ' || name || ' as', pg_get_viewdef(oid)
            FROM relation WHERE relkind IN ('v', 'm')
            """),

    RULES(
            """
            SELECT owning_table, format('rule %s %I', name, rulename),
                pg_get_ruledef(rule.oid) || coalesce(' enabled ' || nullif(ev_enabled::text, 'O'), '')
            FROM pg_rewrite AS rule JOIN relation ON relation.oid = ev_class
            WHERE rulename <> '_RETURN'
            """),

    TRIGGERS(
            """
            SELECT owning_table, format('trigger %s %I', name, tgname), concat_ws(', ',
                pg_get_triggerdef(trigger.oid),
                'enabled ' || nullif(tgenabled::text, 'O'),
                CASE WHEN tgparentid <> 0 THEN 'from its parent' END)
            FROM pg_trigger AS trigger JOIN relation ON relation.oid = tgrelid
            WHERE NOT tgisinternal
            """),

    EVENT_TRIGGERS(
            """
            SELECT NULL, format('event trigger %I', evtname), concat_ws(', ',
                'owner ' || pg_get_userbyid(evtowner), evtevent, evttags::text, evtfoid::regprocedure, 'enabled ' || evtenabled::text)
            FROM pg_event_trigger
            WHERE NOT EXISTS (SELECT FROM member WHERE classid = 'pg_event_trigger'::regclass AND objid = oid)
            """),

    POLICIES(
            """
            SELECT owning_table, format('policy %s %I', name, polname), concat_ws(', ',
                CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END,
                'for ' || polcmd::text,
                'to ' || (SELECT string_agg(role, ' ' ORDER BY role)
                    FROM unnest(polroles) AS r, coalesce(nullif(r, 0)::regrole::text, 'PUBLIC') AS role),
                'using ' || pg_get_expr(polqual, polrelid),
                'with check ' || pg_get_expr(polwithcheck, polrelid))
            FROM pg_policy JOIN relation ON relation.oid = polrelid
            """),

    STATISTICS(
            """
            SELECT relation.owning_table, format('statistics %s.%I', nspname, stxname), concat_ws(', ',
                pg_get_statisticsobjdef(stat.oid),
                'owner ' || pg_get_userbyid(stxowner),
                'target ' || nullif(stxstattarget, -1))
            FROM pg_statistic_ext AS stat
            JOIN user_schema ON user_schema.oid = stxnamespace
            LEFT JOIN relation ON relation.oid = stxrelid
            """),

    FUNCTIONS(
            """
            SELECT NULL, word || ' ' || p.oid::regprocedure || part.suffix, part.definition
            FROM pg_proc AS p
            JOIN user_schema ON user_schema.oid = pronamespace,
            LATERAL (SELECT CASE prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END) AS w (word),
            LATERAL (
                SELECT '', 'owner ' || pg_get_userbyid(proowner)
                UNION ALL
                SELECT ' as', pg_get_functiondef(p.oid) WHERE prokind <> 'a'
                UNION ALL
                SELECT ' as', concat_ws(', ', aggkind, aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn,
                    aggmtransfn, aggminvtransfn, aggmfinalfn, aggsortop::regoperator, aggtranstype::regtype, agginitval,
                    aggminitval, aggfinalextra, aggfinalmodify, proparallel)
                FROM pg_aggregate WHERE aggfnoid = p.oid
            ) AS part (suffix, definition)
            WHERE p.oid >= 16384 AND NOT EXISTS (SELECT FROM member WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
            """),

    ENUMS(
            """
            SELECT NULL, 'enum ' || oid::regtype, concat_ws(', ',
                'owner ' || pg_get_userbyid(typowner),
                (SELECT string_agg(quote_literal(enumlabel), ' ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = user_type.oid))
            FROM user_type WHERE typtype = 'e'
            """),

    DOMAINS(
            """
            SELECT NULL, 'domain ' || oid::regtype, concat_ws(', ',
                'owner ' || pg_get_userbyid(typowner),
                format_type(typbasetype, typtypmod),
                CASE WHEN typnotnull THEN 'not null' END,
                'default ' || typdefault,
                'collation ' || nullif(typcollation, 0)::regcollation)
            FROM user_type WHERE typtype = 'd'
            """),

    RANGES(
            """
            SELECT NULL, 'range ' || oid::regtype, concat_ws(', ',
                'owner ' || pg_get_userbyid(typowner), rngsubtype::regtype, rngmultitypid::regtype,
                (SELECT opcnamespace::regnamespace || '.' || opcname FROM pg_opclass WHERE oid = rngsubopc),
                nullif(rngcollation, 0)::regcollation, nullif(rngcanonical, 0), nullif(rngsubdiff, 0))
            FROM user_type JOIN pg_range ON rngtypid = oid
            """),

    /**
     * What a table is published with is younger than PostgreSQL 14, so it is asked for by name.
     *
     * @see <a href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Publication</a>
     */
    PUBLICATIONS(
            """
            SELECT NULL, format('publication %I', pubname), concat_ws(', ',
                'owner ' || pg_get_userbyid(pubowner),
                CASE WHEN puballtables THEN 'for all tables' END,
                'publish' || CASE WHEN pubinsert THEN ' insert' ELSE '' END || CASE WHEN pubupdate THEN ' update' ELSE '' END
                    || CASE WHEN pubdelete THEN ' delete' ELSE '' END || CASE WHEN pubtruncate THEN ' truncate' ELSE '' END,
                CASE WHEN pubviaroot THEN 'via partition root' END,
                'generated columns ' || nullif(to_jsonb(pub)->>'pubgencols', 'n'))
            FROM pg_publication AS pub
            UNION ALL
            SELECT owning_table, format('table %s in publication %I', name, pubname), concat_ws(', ',
                'published',
                'columns ' || (SELECT string_agg(quote_ident(attname), ' ' ORDER BY attnum) FROM pg_attribute
                    WHERE attrelid = prrelid AND to_jsonb(published)->'prattrs' @> to_jsonb(attnum)),
                'where ' || (SELECT to_jsonb(filtered)->>'rowfilter' FROM pg_publication_tables AS filtered
                    WHERE filtered.pubname = pub.pubname AND format('%I.%I', filtered.schemaname, filtered.tablename) = name))
            FROM pg_publication_rel AS published
            JOIN pg_publication AS pub ON pub.oid = prpubid
            JOIN relation ON relation.oid = prrelid
            UNION ALL
            SELECT NULL, identified.type || ' ' || identified.identity, 'exists'
            FROM pg_depend, LATERAL pg_identify_object(classid, objid, 0) AS identified
            WHERE classid = to_regclass('pg_catalog.pg_publication_namespace') AND deptype = 'a'
              AND refclassid = 'pg_publication'::regclass
            """),

    SUBSCRIPTIONS(
            """
            SELECT NULL, format('subscription %I', subname), concat_ws(', ',
                'owner ' || pg_get_userbyid(subowner), CASE WHEN subenabled THEN 'enabled' END,
                'slot ' || quote_ident(subslotname), 'publications ' || subpublications::text)
            FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """),

    /** How many there are: their contents are rows, and their numbers are the server's. */
    LARGE_OBJECTS(
            """
            SELECT NULL, 'large objects of ' || pg_get_userbyid(lomowner), count(*)::text
            FROM pg_largeobject_metadata GROUP BY lomowner
            """),

    /** Options of a user mapping hold passwords, so only whether they have changed is seen; not everybody may. */
    FOREIGN_DATA(
            """
            SELECT NULL, format('foreign data wrapper %I', fdwname), concat_ws(', ',
                'owner ' || pg_get_userbyid(fdwowner), 'handler ' || nullif(fdwhandler, 0)::regproc,
                'validator ' || nullif(fdwvalidator, 0)::regproc, 'options ' || fdwoptions::text)
            FROM pg_foreign_data_wrapper
            WHERE NOT EXISTS (SELECT FROM member WHERE classid = 'pg_foreign_data_wrapper'::regclass AND objid = oid)
            UNION ALL
            SELECT NULL, format('foreign server %I', srvname), concat_ws(', ',
                'owner ' || pg_get_userbyid(srvowner),
                'of ' || (SELECT quote_ident(fdwname) FROM pg_foreign_data_wrapper WHERE oid = srvfdw),
                'type ' || srvtype, 'version ' || srvversion, 'options ' || srvoptions::text)
            FROM pg_foreign_server
            WHERE NOT EXISTS (SELECT FROM member WHERE classid = 'pg_foreign_server'::regclass AND objid = oid)
            UNION ALL
            SELECT NULL, format('user mapping of %s for server %I', CASE umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(usename) END, srvname),
                'options ' || coalesce(md5(umoptions::text), 'none or hidden')
            FROM pg_user_mappings
            """),

    /** By name only, but for what is cheap: kinds that migrations touch once in a blue moon. */
    OTHER_OBJECTS(
            """
            SELECT NULL, identified.type || ' ' || identified.identity, coalesce(
                (SELECT concat_ws(' ', oprcode::regprocedure, nullif(oprcom, 0)::regoperator, nullif(oprnegate, 0)::regoperator,
                    nullif(oprrest, 0), nullif(oprjoin, 0), CASE WHEN oprcanhash THEN 'hashes' END, CASE WHEN oprcanmerge THEN 'merges' END)
                    FROM pg_operator WHERE class = 'pg_operator'::regclass AND oid = id),
                (SELECT concat_ws(' ', nullif(castfunc, 0)::regprocedure, 'context', castcontext, 'method', castmethod)
                    FROM pg_cast WHERE class = 'pg_cast'::regclass AND oid = id),
                (SELECT (to_jsonb(c) - '{oid,collname,collnamespace,collowner,collversion}'::text[])::text
                    FROM pg_collation AS c WHERE class = 'pg_collation'::regclass AND oid = id),
                'exists')
            FROM (
                SELECT 'pg_type'::regclass, oid FROM user_type WHERE typtype NOT IN ('e', 'd', 'r', 'm')
                UNION ALL SELECT tableoid::regclass, oid FROM pg_operator
                UNION ALL SELECT tableoid::regclass, oid FROM pg_opclass
                UNION ALL SELECT tableoid::regclass, oid FROM pg_opfamily
                UNION ALL SELECT tableoid::regclass, oid FROM pg_cast
                UNION ALL SELECT tableoid::regclass, oid FROM pg_collation
                UNION ALL SELECT tableoid::regclass, oid FROM pg_conversion
                UNION ALL SELECT tableoid::regclass, oid FROM pg_ts_config
                UNION ALL SELECT tableoid::regclass, oid FROM pg_ts_dict
                UNION ALL SELECT tableoid::regclass, oid FROM pg_ts_parser
                UNION ALL SELECT tableoid::regclass, oid FROM pg_ts_template
                UNION ALL SELECT tableoid::regclass, oid FROM pg_language
            ) AS object (class, id),
            LATERAL pg_identify_object(class, id, 0) AS identified
            WHERE id >= 16384
              AND NOT EXISTS (SELECT FROM member WHERE classid = class AND objid = id)
            """),

    /** Only what differs from what the owner and PUBLIC have anyway: a grant taken back leaves no line. */
    PRIVILEGES(
            """
            SELECT owning_table, 'privilege on ' || key, concat_ws(' ', word, privilege_type, 'for', coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'),
                CASE WHEN is_grantable THEN 'with grant option' END, 'by', grantor::regrole)
            FROM (
                SELECT owning_table, kind || ' ' || name, relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)
                FROM relation WHERE relacl IS NOT NULL
                UNION ALL
                SELECT owning_table, format('column %s.%I', name, attname), attacl, acldefault('c', relowner)
                FROM relation JOIN pg_attribute ON attrelid = oid AND attrelid >= 16384 AND NOT attisdropped WHERE attacl IS NOT NULL
                UNION ALL
                SELECT NULL, format('schema %I', nspname), nspacl, acldefault('n', nspowner)
                FROM user_schema WHERE nspacl IS NOT NULL
                UNION ALL
                SELECT NULL, 'function ' || p.oid::regprocedure, proacl, acldefault('f', proowner)
                FROM pg_proc AS p JOIN user_schema ON user_schema.oid = pronamespace
                WHERE p.oid >= 16384 AND proacl IS NOT NULL AND NOT EXISTS (SELECT FROM member WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
                UNION ALL
                SELECT NULL, 'type ' || oid::regtype, typacl, acldefault('T', typowner)
                FROM user_type WHERE typacl IS NOT NULL
                UNION ALL
                SELECT NULL, format('language %I', lanname), lanacl, acldefault('l', lanowner)
                FROM pg_language WHERE lanacl IS NOT NULL
                UNION ALL
                SELECT NULL, format('foreign data wrapper %I', fdwname), fdwacl, acldefault('F', fdwowner)
                FROM pg_foreign_data_wrapper WHERE fdwacl IS NOT NULL
                UNION ALL
                SELECT NULL, format('foreign server %I', srvname), srvacl, acldefault('S', srvowner)
                FROM pg_foreign_server WHERE srvacl IS NOT NULL
                UNION ALL
                SELECT NULL, 'large objects of ' || pg_get_userbyid(lomowner), lomacl, acldefault('L', lomowner)
                FROM pg_largeobject_metadata WHERE lomacl IS NOT NULL
                UNION ALL
                SELECT NULL, 'the database', datacl, acldefault('d', datdba)
                FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL
            ) AS object (owning_table, key, acl, usual),
            LATERAL (
                SELECT 'granted', g.* FROM (SELECT * FROM aclexplode(acl) EXCEPT SELECT * FROM aclexplode(usual)) AS g
                UNION ALL
                SELECT 'revoked', r.* FROM (SELECT * FROM aclexplode(usual) EXCEPT SELECT * FROM aclexplode(acl)) AS r
            ) AS change (word, grantor, grantee, privilege_type, is_grantable)
            """),

    DEFAULT_PRIVILEGES(
            """
            SELECT NULL,
                concat_ws(' ', 'default privilege of', pg_get_userbyid(defaclrole), 'in ' || nullif(defaclnamespace, 0)::regnamespace,
                    'on', defaclobjtype),
                coalesce(nullif(concat_ws(' ', privilege_type, 'for ' || CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
                    CASE WHEN is_grantable THEN 'with grant option' END), ''), 'nothing')
            FROM pg_default_acl LEFT JOIN LATERAL aclexplode(defaclacl) ON true
            """),

    COMMENTS(
            """
            SELECT coalesce(own.owning_table, of_part.owning_table),
                format('comment on %s %s', identified.type, identified.identity), description
            FROM (
                SELECT * FROM pg_description AS d
                WHERE (objoid >= 16384 OR classoid = 'pg_namespace'::regclass AND objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public'))
                  AND NOT EXISTS (SELECT FROM member WHERE classid = classoid AND objid = objoid)
                OFFSET 0
            ) AS said
            CROSS JOIN LATERAL pg_identify_object(classoid, objoid, objsubid) AS identified
            LEFT JOIN relation AS own ON classoid = 'pg_class'::regclass AND own.oid = objoid
            LEFT JOIN relation AS of_part ON of_part.oid = CASE classoid
                WHEN 'pg_constraint'::regclass THEN (SELECT conrelid FROM pg_constraint WHERE oid = objoid)
                WHEN 'pg_trigger'::regclass THEN (SELECT tgrelid FROM pg_trigger WHERE oid = objoid)
                WHEN 'pg_rewrite'::regclass THEN (SELECT ev_class FROM pg_rewrite WHERE oid = objoid)
                WHEN 'pg_policy'::regclass THEN (SELECT polrelid FROM pg_policy WHERE oid = objoid) END
            """),

    DATABASE_SETTINGS(
            """
            SELECT NULL, 'setting of ' || CASE setrole WHEN 0 THEN 'the database' ELSE pg_get_userbyid(setrole) END, setting
            FROM pg_db_role_setting
            CROSS JOIN LATERAL unnest(setconfig) AS setting
            WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
            """),

    SEQUENCE_VALUES(
            """
            SELECT owning_table, 'value of sequence ' || name,
                CASE WHEN has_sequence_privilege(oid, 'USAGE, SELECT')
                    THEN coalesce(pg_sequence_last_value(oid)::text, 'not used yet') ELSE 'hidden' END
            FROM relation WHERE relkind = 'S'
            """);

    /** First id of what is not made by initdb is 16384, {@code FirstNormalObjectId} in the server's source. */
    private static final String COMMON =
            """
            WITH user_schema AS MATERIALIZED (
                SELECT oid, nspname, nspowner, nspacl, quote_ident(nspname) AS prefix
                FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
            ),
            member AS MATERIALIZED (
                SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
            ),
            relation AS MATERIALIZED (
                SELECT c.oid, relowner, relam, reltablespace, relpersistence, relkind, reloftype, relrowsecurity, relforcerowsecurity,
                    relispopulated, relreplident, relacl, reloptions, relpartbound, reltoastrelid,
                    prefix || '.' || quote_ident(c.relname) AS name,
                    CASE WHEN coalesce(indrelid, refobjid) IS NULL THEN prefix || '.' || quote_ident(c.relname)
                        ELSE coalesce(indrelid, refobjid)::regclass::text END AS owning_table,
                    CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table'
                        WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'c' THEN 'composite type'
                        WHEN 'S' THEN 'sequence' ELSE 'index' END AS kind
                FROM pg_class AS c
                JOIN user_schema ON user_schema.oid = relnamespace
                LEFT JOIN pg_index ON indexrelid = c.oid
                LEFT JOIN pg_depend ON relkind = 'S' AND classid = 'pg_class'::regclass AND objid = c.oid
                    AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')
                WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM member WHERE member.classid = 'pg_class'::regclass AND member.objid = c.oid)
            ),
            user_type AS (
                SELECT t.* FROM pg_type AS t
                JOIN user_schema ON user_schema.oid = typnamespace
                WHERE typtype <> 'c' AND t.oid >= 16384
                  AND NOT EXISTS (SELECT FROM pg_type AS element WHERE element.typarray = t.oid)
                  AND NOT EXISTS (SELECT FROM member WHERE classid = 'pg_type'::regclass AND objid = t.oid)
            )
            """;

    private final String query;

    CatalogSection(String query) {
        this.query = query;
    }

    /** One query for the facts of sections: columns {@code owning_table} (or null), {@code key}, {@code definition}. */
    static String query(Set<CatalogSection> sections) {
        return sections.stream().map(section -> section.query).collect(Collectors.joining("UNION ALL\n", COMMON, ""));
    }
}
