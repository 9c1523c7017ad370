package notso.inference.template;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Small templates, each for one feature, and what they make of {@link #DATA}. */
final class TemplateTable {

    /** The variable {@code d} of all templates. */
    static final ObjectNode DATA =
            (ObjectNode)
                    new JsonMapper()
                            .readTree(
                                    """
                                    {"n": 7, "half": 0.5, "big": 1e21, "small": 1.5e-7, "one": 1.0,
                                     "s": " Two  words\\n", "title": "it's a naïve test_case 3x",
                                     "list": [3, 1, 2], "mixed": [1, "a", null, true, 2.5, [1], {}],
                                     "empty": [], "none": null, "yes": true, "no": false,
                                     "people": [{"name": "Zoë", "age": 9, "tag": {"x": "q"}},
                                                {"name": "adam", "age": 8, "ok": true},
                                                {"name": "Bob", "age": 8, "ok": false}],
                                     "dict": {"b": 1, "a": [1, {"c": null}], "10": "x", "2": "y"},
                                     "quote": "a\\"b\\\\c\\n\\u0001é👩\\u007f<", "emoji": "👩a",
                                     "items": "not a method"}
                                    """);

    private TemplateTable() {}

    /** Expected texts by source; the reference renderer gives the same. */
    static Map<String, String> common() {
        Map<String, String> rows = new LinkedHashMap<>();
        whiteSpace(rows);
        literals(rows);
        operators(rows);
        access(rows);
        statements(rows);
        macros(rows);
        filters(rows);
        methods(rows);
        tests(rows);
        return rows;
    }

    private static void whiteSpace(Map<String, String> rows) {
        rows.put("a\n", "a");
        rows.put("a\n\n", "a\n");
        rows.put("  {% if true %}\n  x\n  {% endif %}\ny", "  x\ny");
        rows.put("\t{{ 1 }}\n b", "\t1\n b");
        rows.put("a  {%- if true -%}  b  {%- endif -%}  c", "abc");
        rows.put("a\n {{- 1 -}} \n b", "a1b");
        rows.put("a {# note #}\n b", "a  b");
        rows.put("a {#- note -#}\n b", "ab");
        rows.put("a\n{% generation %}\nb\n{% endgeneration %}\nc", "a\nb\nc");
        rows.put("a \n{%- generation -%}\n b {%- endgeneration %} c", "ab c");
        rows.put("x{#-#}y {#-c#} {%- if true %}z{% endif %}", "xyz");
        rows.put("{{ '%}' }}{{ \"}}\" }}", "%}}}");
    }

    private static void literals(Map<String, String> rows) {
        rows.put("{{ 'a' \"b\" 'c' }}", "abc");
        rows.put("{{ 'tab\\tquote\\'line\\n\\\\ \\x41\\u00e9' }}", "tab\tquote'line\n\\ Aé");
        rows.put("{{ 1 }} {{ 1.0 }} {{ 2.50 }} {{ -3 }} {{ +4 }}", "1 1.0 2.5 -3 4");
        rows.put(
                "{{ true }}{{ True }}{{ false }}{{ None }}{{ none }}{{ nothing }}",
                "truetruefalse");
        rows.put("{{ [1, 'a', none, 2.0] }}", "[1, \"a\", null, 2]");
        rows.put("{{ {'a': {'b': 1}} }}", "{\"a\": {\"b\": 1}}");
        rows.put("{{ (1, 2) }}{{ [] }}{{ {} }}", "[1, 2][]{}");
        rows.put("{{ d.big }} {{ d.small }} {{ d.one }} {{ d.half }}", "1e+21 1.5e-7 1 0.5");
        rows.put(
                "{{ d.list }}{{ d.dict }}",
                "[3, 1, 2]{\"2\": \"y\", \"10\": \"x\", \"b\": 1, " + "\"a\": [1, {\"c\": null}]}");
    }

    private static void operators(Map<String, String> rows) {
        rows.put("{{ 1 + 2 * 3 - 4 / 2 }}", "5.0");
        rows.put(
                "{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 4 }} {{ -7 % 4 }} {{ 7.5 // 2 }}",
                "3 -4 3 -3 3.0");
        rows.put("{{ 2 ** 3 ** 2 }} {{ 2 ** -1 }} {{ true ** 2 }}", "64 0.5 1");
        rows.put("{{ 'a' + 1 }}{{ 1.0 ~ 'b' }}{{ 'c' ~ true }}{{ 1 ~ 2 }}", "a11bctrue12");
        rows.put("{{ [1, 'x'] ~ '' }}{{ {} ~ '' }}", "1,x[object Map]");
        rows.put("{{ [1] + [2] }}", "[1, 2]");
        rows.put("{{ 1 < 2 }} {{ 2 <= 2 }} {{ 3 > 4 }} {{ 4 >= 5 }}", "true true false false");
        rows.put(
                "{{ 1 == 1.0 }} {{ '1' == 1 }} {{ none == nothing }} {{ '' == none }}",
                "true true true false");
        rows.put("{{ [1] == [1] }} {{ d.list == d.list }} {{ [] == '' }}", "false true true");
        rows.put(
                "{{ 'b' in 'abc' }} {{ 2 in [1, 2] }} {{ 'x' in d.dict }} {{ 'b' in d.dict }}",
                "true true false true");
        rows.put("{{ 'b' not in 'abc' }} {{ 1 in nothing }} {{ '1' in [1] }}", "false false false");
        rows.put(
                "{{ not true }} {{ not '' }} {{ not not 1 }} {{ not 1 == 2 }}",
                "false true true true");
        rows.put("{{ 0 or 'x' }}{{ 1 and 'y' }}{{ '' and 'z' }}{{ nothing or 'w' }}", "xyw");
        rows.put(
                "{{ 'a' if 1 else 'b' }}{{ 'a' if 0 else 'b' if 0 else 'c' }}{{ 'd' if 0 }}", "ac");
        rows.put("{{ 1 / 0 }} {{ 0 / 0 }}", "Infinity NaN");
        rows.put("{{ -d.n }} {{ -(-1) }} {{ 1 - -1 }} {{ 1 -1 }}", "-7 1 2 0");
    }

    private static void access(Map<String, String> rows) {
        rows.put("{{ d.list[0] }}{{ d.list[-1] }}{{ d.list[9] }}{{ d.list.1 }}", "321");
        rows.put("{{ d['list'][1] }}{{ d.dict.a[1].c }}{{ d.nope.deeper.still }}", "1");
        rows.put(
                "{{ d.list[1:] }}{{ d.list[:2] }}{{ d.list[::-1] }}{{ d.list[-2:] }}",
                "[1, 2][3, 1][2, 1, 3][1, 2]");
        rows.put(
                "{{ 'abcdef'[1:5:2] }} {{ 'abc'[::-1] }} {{ 'abc'[-1] }} {{ 'abc'[5:] }}",
                "bd cba c ");
        rows.put("{{ d.emoji[0:1] }}{{ d.emoji | length }}", "👩3");
        rows.put("{{ d.items }} {{ d.dict.items() | length }}", "not a method 4");
        rows.put("{{ d.s.length }} {{ d.list.length }}", "12 3");
    }

    private static void statements(Map<String, String> rows) {
        rows.put("{% if d.no %}a{% elif d.n > 5 %}b{% else %}c{% endif %}", "b");
        rows.put("{% for x in d.list %}{{ x }}{{ ',' if not loop.last }}{% endfor %}", "3,1,2");
        rows.put(
                "{% for x in 'ab'.split('') if false %}{% endfor %}"
                        .replace("'ab'.split('')", "d.list"),
                "");
        rows.put(
                "{% for x in d.list %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{"
                    + " loop.revindex0 }}{{ loop.first }}{{ loop.previtem }}{{ loop.nextitem }};{%"
                    + " endfor %}",
                "1032true1;2121false32;3210false1;");
        rows.put("{% for x in d.list if x > 1 %}{{ loop.length }}{{ x }} {% endfor %}", "23 22 ");
        rows.put("{% for x in d.empty %}x{% else %}none{% endfor %}", "none");
        rows.put(
                "{% for k, v in d.dict.items() %}{{ k }}={{ v }};{% endfor %}",
                "2=y;10=x;b=1;a=[1, {\"c\": null}];");
        rows.put("{% for k in d.dict %}{{ k }} {% endfor %}", "2 10 b a ");
        rows.put(
                "{% for x in d.list %}a{% if x == 1 %}{% continue %}{% endif %}b{% endfor %}",
                "abab");
        rows.put(
                "{% for x in d.list %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %}",
                "3");
        rows.put("{% for x in d.list %}{% set y = x %}{% endfor %}{{ y is defined }}", "false");
        rows.put(
                "{% set ns = namespace(a=1) %}{% for x in d.list %}{% set ns.a = ns.a + x %}{%"
                        + " endfor %}{{ ns.a }}",
                "7");
        rows.put("{% set a, b = [1, 2] %}{{ b }}{{ a }}", "21");
        rows.put("{% set x %}[{{ d.n }}]{% endset %}{{ x }}{{ x }}", "[7][7]");
        rows.put("{% if true %}{% set x = 1 %}{% endif %}{{ x }}", "1");
        rows.put("{% filter upper %}a{{ 'b' }}{% endfilter %}", "AB");
        rows.put(
                "{% for i in range(3) %}{{ i }}{% endfor %}{{ range(5, 1, -2) }}{{ range(2, 4) }}",
                "012[5, 3][2, 3]");
        rows.put(
                "{{ strftime_now('%d %B %Y, %b %m %H:%M %% %A') }}",
                "08 July 2025, Jul 07 09:05 % %A");
    }

    private static void macros(Map<String, String> rows) {
        rows.put(
                "{% macro m(a, b='x') %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{"
                        + " m(b=3, a=4) }}",
                "1x1243");
        rows.put(
                "{% macro m(n) %}{{ n }}{% if n > 0 %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{"
                        + " m(3) }}",
                "3210");
        rows.put(
                "{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, k='v') }}",
                "[1, 2]{\"k\": \"v\"}");
        rows.put(
                "{% macro m(t) %}<{{ caller(t) }}>{% endmacro %}{% call(x) m('q') %}{{ x }}!{%"
                        + " endcall %}",
                "<q!>");
        rows.put(
                "{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(*[1]) }}{{ m(**{'a': 2}) }}{{ m() }}",
                "[1][2][]");
        rows.put(
                "{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% for x in [2] %}{{ m() }}{%"
                        + " endfor %}",
                "2");
    }

    private static void filters(Map<String, String> rows) {
        rows.put("{{ d.quote | tojson }}", "\"a\\\"b\\\\c\\n\\u0001é👩\u007f<\"");
        rows.put(
                "{{ d.quote | tojson(ensure_ascii=true) }}",
                "\"a\\\"b\\\\c\\n\\u0001\\u00e9\\ud83d\\udc69\\u007f<\"");
        rows.put("{{ d.mixed | tojson }}", "[1, \"a\", null, true, 2.5, [1], {}]");
        rows.put(
                "{{ {'a': [1, {}], 'b': []} | tojson(indent=2) }}",
                "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
        rows.put(
                "{{ {'b': 1, 'a': 2, 'B': 3, '_': 4} | tojson(sort_keys=true, separators=(',',"
                        + " ':')) }}",
                "{\"_\":4,\"a\":2,\"b\":1,\"B\":3}");
        rows.put("{{ nothing | tojson }}{{ 1.0 | tojson }}", "null1");
        rows.put(
                "[{{ d.s | trim }}] {{ d.s | length }} {{ d.s | upper | trim }}",
                "[Two  words] 12 TWO  WORDS");
        rows.put(
                "{{ d.title | title }} {{ d.title | capitalize }} {{ 'ß' | upper }}",
                "It'S A NaïVe Test_case 3x It's a naïve test_case 3x SS");
        rows.put(
                "{{ d.list | join('-') }} {{ d.mixed | join(',') }} {{ 'abc' | join('.') }}",
                "3-1-2 1,a,,true,2.5,1,[object Map] a.b.c");
        rows.put(
                "{{ d.list | sort }}{{ d.list | sort(reverse=true) }}{{ d.list | reverse }}",
                "[1, 2, 3][3, 2, 1][2, 1, 3]");
        rows.put(
                "{{ d.people | sort(attribute='name') | map(attribute='name') | join(' ') }}",
                "adam Bob Zoë");
        rows.put("{{ d.people | map(attribute='tag.x', default='-') | join }}", "q--");
        rows.put("{{ d.people | selectattr('ok') | map(attribute='name') | join }}", "adam");
        rows.put("{{ d.people | selectattr('ok', 'defined') | list | length }}", "2");
        rows.put("{{ d.people | rejectattr('name', 'equalto', 'Bob') | list | length }}", "2");
        rows.put("{{ d.list | first }}{{ d.list | last }}{{ d.list | length }}", "323");
        rows.put("{{ [1, 1.0, '1', 1] | unique }}", "[1, \"1\"]");
        rows.put("{{ d.dict | items | first }}{{ d.dict | length }}", "[\"2\", \"y\"]4");
        rows.put(
                "{{ {'b': 2, 'A': 3, 'c': 1} | dictsort }}",
                "[[\"A\", 3], [\"b\", 2], [\"c\", 1]]");
        rows.put(
                "{{ {'b': 2, 'A': 3} | dictsort(by='value', reverse=true) }}",
                "[[\"A\", 3], [\"b\", 2]]");
        rows.put(
                "{{ nothing | default('x') }}{{ '' | default('y', true) }}{{ '' | default('z') }}",
                "xy");
        rows.put(
                "{{ 'a\nb\n\nc' | indent }}|{{ 'a\nb' | indent(1, first=true) }}",
                "a\n    b\n\n    c| a\n b");
        rows.put(
                "{{ '12x' | int }} {{ 'x' | int(5) }} {{ '1.5e1x' | float }} {{ 2.7 | int }} {{"
                        + " true | int }}",
                "12 5 15.0 2 1");
        rows.put(
                "{{ 5 | string ~ 1 }} {{ 5.0 | string }} {{ -3 | abs }} {{ [1, 'a'] | string }}",
                "51 5.0 3 [1, \"a\"]");
        rows.put(
                "{{ 'aXbX' | replace('X', '-') }} {{ 'aXbX' | replace('X', '-', count=1) }}",
                "a-b- a-bX");
        rows.put("{{ '<b>' | safe }}", "<b>");
    }

    private static void methods(Map<String, String> rows) {
        rows.put(
                "[{{ d.s.strip() }}][{{ d.s.lstrip('x') }}][{{ d.s.rstrip() }}]",
                "[Two  words][Two  words\n][ Two  words]");
        rows.put(
                "{{ 'a,b,,c'.split(',') }}{{ 'a,b,c'.split(',', 1) }}{{ ' a  b '.split() }}{{ 'a b "
                        + " c '.split(none, 1) }}",
                "[\"a\", \"b\", \"\", \"c\"][\"a\", \"b,c\"][\"a\", \"b\"][\"a\", \"b  c \"]");
        rows.put("{{ 'abc'.startswith('ab') }}{{ 'abc'.endswith(('x', 'c')) }}", "truetrue");
        rows.put("{{ 'aaa'.replace('a', 'b', 2) }} {{ 'ab'.replace('', '-') }}", "bba -a-b-");
        rows.put(
                "{{ 'aB'.upper() }}{{ 'aB'.lower() }}{{ 'ab c'.title() }}{{ 'ab'.capitalize() }}",
                "ABabAb CAb");
        rows.put("{{ d.dict.get('b') }}{{ d.dict.get('zz') }}{{ d.dict.get('zz', 'no') }}", "1no");
        rows.put("{{ d.dict.keys() }}{{ {'a': 1}.values() }}", "[\"2\", \"10\", \"b\", \"a\"][1]");
    }

    private static void tests(Map<String, String> rows) {
        rows.put(
                "{{ d.n is defined }} {{ nope is defined }} {{ nope is not defined }}",
                "true false true");
        rows.put(
                "{{ d.none is none }} {{ d.n is number }} {{ d.s is string }} {{ d.yes is boolean"
                        + " }}",
                "true true true true");
        rows.put(
                "{{ d.list is iterable }} {{ d.dict is iterable }} {{ (1, 2) is iterable }}",
                "true false false");
        rows.put(
                "{{ d.list is sequence }} {{ d.dict is mapping }} {{ d.list is mapping }}",
                "true true false");
        rows.put(
                "{{ 3 is odd }} {{ 4 is even }} {{ 1 is integer }} {{ 1.0 is integer }}",
                "true true true false");
        rows.put("{{ d.yes is true }} {{ d.no is false }} {{ 1 is true }}", "true true false");
        rows.put(
                "{{ 'ab' is lower }} {{ 'AB' is upper }} {{ range is callable }}",
                "true true true");
    }

    /** What the reference renderer refuses, and is here as in Python's Jinja. */
    static Map<String, String> extensions() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("{% raw %}{{ x }}{% endraw %}y", "{{ x }}y");
        rows.put("a {%- raw -%} {% x {%- endraw -%} b", "a{% xb");
        rows.put("{% do [].append(1) %}{% set l = [] %}{% do l.append(2) %}{{ l }}", "[2]");
        rows.put("{% set l = [1, 2, 3] %}{{ l.pop(0) }}{{ l.pop() }}{{ l }}", "13[2]");
        rows.put(
                "{% for x in [[1, [[2, []]]]] recursive %}{{ x[0] }}{{ loop(x[1]) }}{% endfor %}",
                "12");
        rows.put("{{ 4 is divisibleby(2) }}{{ 1 is eq(1) }}{{ 'a' is in(['a']) }}", "truetruetrue");
        rows.put("{{ ['a', 'b'] | map('upper') | join }}{{ [0, 1] | select | list }}", "AB[1]");
        rows.put("{{ [1, 2, 3] | reject('odd') }}", "[2]");
        rows.put("{{ 'ab' * 3 }}{{ 'a' < 'b' }}", "abababtrue");
        rows.put("{{ '{}-{1}-{k}{{}}'.format(1, 2, k=3) }}", "1-2-3{}");
        rows.put(
                "{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}{{ ','.join(['x', 'y'])"
                        + " }}{{ 'abc'.find('c') }}",
                "bcabx,y2");
        rows.put("{% for c in 'ab' %}{{ c }}.{% endfor %}", "a.b.");
        rows.put("{{ d.dict | string }}", "{'2': 'y', '10': 'x', 'b': 1, 'a': [1, {'c': None}]}");
        rows.put(
                "{{ {'q': \"it's\", 'r': 'a\"\\n', 't': true, 'f': 2.0} | string }}",
                "{'q': \"it's\", 'r': 'a\"\\n', 't': True, 'f': 2.0}");
        rows.put("{{ dict(a=1) }}{{ 'a' | default }}", "{\"a\": 1}a");
        return rows;
    }

    /** A conversation in which templates find {@link #DATA} as {@code d}. */
    static Conversation conversation() {
        return SampleConversations.hostile().withVariable("d", DATA);
    }
}
