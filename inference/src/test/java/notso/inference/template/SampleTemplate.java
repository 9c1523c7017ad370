package notso.inference.template;

/** A template that uses most of the language, in the way of published ones. */
final class SampleTemplate {

    static final String SOURCE =
            """
            {#- Everything at once. -#}
            {%- macro field(name, value='', sep=': ') -%}
                {{- name ~ sep ~ (value | tojson if value is not string else value | trim) }}
            {%- endmacro -%}
            {%- macro framed(title) %}[{{ title | upper }}]{{ caller(title) }}[/]{% endmacro -%}
            {%- set ns = namespace(count=0, names=[]) -%}
            {%- set today = strftime_now('%d %B %Y') -%}
            {{- bos_token -}}
            {%- if messages[0].role == 'system' -%}
                {%- set system = messages[0]['content'].replace('/no_think', '').rstrip() -%}
                {%- set rest = messages[1:] -%}
            {%- else -%}
                {%- set system = "You're " 'helpful.' -%}
                {%- set rest = messages -%}
            {%- endif -%}
            <|start|>system
            {{ system }}, {{ today }}
            {%- for tool in tools or [] if tool.function is defined %}
            {{ loop.index }}/{{ loop.length }} {{ tool.function | tojson(indent=2) }}
            {%- for key, value in tool.function.parameters.properties | dictsort %}
            {{- field(key, value=value) }}{{ ', ' if not loop.last }}
            {%- endfor %}
            {%- else %}
            no tools
            {%- endfor %}<|end|>
            {% for message in rest %}
                {%- set ns.count = ns.count + 1 -%}
                {%- if message.content is none or message.content is not string -%}
                    {%- continue -%}
                {%- endif -%}
                {%- if ns.count > 50 %}{% break %}{% endif -%}
                <|start|>{{ message['role'] }}
            {% if '</think>' in message.content -%}
                {{ message.content.split('</think>')[-1].lstrip('\\n') }}
            {%- else -%}
                {{ message.content[:1000] }}{{ message.content[::-1] if ns.count // 2 == 99 }}
            {%- endif %}<|end|>
            {% call(what) framed('x') %}{{ what * 2 if what is odd else '' }}{% endcall -%}
            {% filter indent(2) %}a
            b{% endfilter %}
            {% endfor %}
            {%- raw %}{{ not a tag }}{% endraw -%}
            {%- if add_generation_prompt %}
            {%- generation %}<|start|>assistant
            {{ '<think>\\n\\n</think>\\n' if enable_thinking is false }}{% endgeneration -%}
            {%- endif -%}
            """
                    .replace("what is odd", "what is string");

    private SampleTemplate() {}
}
