<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountControls</name>
    <message>
        <source>Register with the carrier</source>
        <translation>向运营商注册</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Registrar</source>
        <translation>注册服务器</translation>
    </message>
    <message>
        <source>Number we are called at</source>
        <translation>被叫号码</translation>
    </message>
    <message>
        <source>Registration lasts</source>
        <translation>注册有效期</translation>
    </message>
    <message>
        <source>Send OPTIONS every</source>
        <translation>发送 OPTIONS 的间隔</translation>
    </message>
    <message>
        <source>Our account at the carrier. None: it knows us by our address.</source>
        <translation>我方在运营商处的账户。留空：运营商凭地址识别我方。</translation>
    </message>
    <message>
        <source>Calls prove it by its password, besides coming from the addresses. None: the address is enough.</source>
        <translation>除来自上述地址外，呼叫还须用其密码证明。留空：凭地址即可。</translation>
    </message>
    <message>
        <source>host or host:port; none: the first address.</source>
        <translation>主机 或 主机:端口；留空：第一个地址。</translation>
    </message>
    <message>
        <source>None: the user name.</source>
        <translation>留空：用户名。</translation>
    </message>
    <message>
        <source>After three without an answer it gets no calls.</source>
        <translation>连续三次没有应答后，不再向其发送呼叫。</translation>
    </message>
</context>
<context>
    <name>AccountRules</name>
    <message>
        <source>A password is needed.</source>
        <translation>需要密码。</translation>
    </message>
    <message>
        <source>A user name is needed.</source>
        <translation>需要用户名。</translation>
    </message>
    <message>
        <source>Digits, letters, _ . + * # -</source>
        <translation>数字、字母和 _ . + * # -</translation>
    </message>
    <message>
        <source>Printable characters without spaces, colon, quote and backslash.</source>
        <translation>可打印字符，不含空格、冒号、引号和反斜杠。</translation>
    </message>
    <message>
        <source>“{line}” is not an address.</source>
        <translation>“{line}”不是有效地址。</translation>
    </message>
</context>
<context>
    <name>AlarmFigures</name>
    <message>
        <source>It only grows: ask for its rise.</source>
        <translation>该指标只增不减：请按增量设定。</translation>
    </message>
    <message>
        <source>Labels: {labels}.</source>
        <translation>标签：{labels}。</translation>
    </message>
    <message>
        <source>Not there now.</source>
        <translation>当前不存在。</translation>
    </message>
    <message>
        <source>Now {value} ({unit}).</source>
        <translation>当前值 {value}（{unit}）。</translation>
    </message>
    <message>
        <source>Now {value}.</source>
        <translation>当前值 {value}。</translation>
    </message>
</context>
<context>
    <name>AlarmNews</name>
    <message numerus="yes">
        <source>%Ln new alarm(s)</source>
        <translation>
            <numerusform>%Ln 条新告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Alarm: {name}</source>
        <translation>告警：{name}</translation>
    </message>
    <message>
        <source>Critical alarm: {name}</source>
        <translation>紧急告警：{name}</translation>
    </message>
</context>
<context>
    <name>AlarmPage</name>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Acknowledge the chosen alarms</source>
        <translation>确认所选告警</translation>
    </message>
    <message>
        <source>An alarm is something wrong that stands now: a module that is down, a disk that cannot be written, a media relay that does not answer. It is raised by the module that knows and leaves by itself when it is over. Critical means that customers notice. The bell at the bottom counts them. Acknowledge says to everybody that you have taken it on; it does not put anything right. Rules raise alarms of your own.</source>
        <translation>告警表示当前存在的问题：某个模块停止、磁盘无法写入、媒体中继无应答。由发现问题的模块发出，问题消除后自动消失。“紧急”表示客户已受影响。底部的铃铛显示告警数量。“确认”让所有人知道您已接手处理，并不会解决问题本身。规则可以发出您自定的告警。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Acknowledged: {count}.</source>
        <translation>已确认：{count}。</translation>
    </message>
    <message>
        <source>The alarm was over already.</source>
        <translation>该告警已经结束。</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>无告警</translation>
    </message>
    <message>
        <source>Nothing is wrong that the engine knows of. An alarm appears here the moment it is raised, and the bell at the bottom turns red when it is critical.</source>
        <translation>引擎未发现任何问题。告警一发出就会显示在这里；出现紧急告警时，底部的铃铛变为红色。</translation>
    </message>
</context>
<context>
    <name>AlarmRuleDialog</name>
    <message>
        <source>Edit alarm rule</source>
        <translation>编辑告警规则</translation>
    </message>
    <message>
        <source>New alarm rule</source>
        <translation>新建告警规则</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>时间窗口</translation>
    </message>
    <message>
        <source>For at least</source>
        <translation>至少持续</translation>
    </message>
    <message>
        <source>Quiet time</source>
        <translation>静默时间</translation>
    </message>
    <message>
        <source>Post to the webhook</source>
        <translation>推送到 Webhook</translation>
    </message>
    <message>
        <source>A figure of /metrics; all whose labels fit are added up.</source>
        <translation>/metrics 中的一项指标；标签相符的全部相加。</translation>
    </message>
    <message>
        <source>No webhook is set up yet: see Webhook.</source>
        <translation>尚未设置 Webhook：见“Webhook”。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Nobody is told again within it.</source>
        <translation>在此期间不会再次通知。</translation>
    </message>
    <message>
        <source>Separated by commas; empty for none.</source>
        <translation>用逗号分隔；留空表示不发邮件。</translation>
    </message>
    <message>
        <source>Mail to</source>
        <translation>邮件收件人</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Letters, digits, spaces, dots and hyphens; a letter or digit first.</source>
        <translation>字母、数字、空格、点、下划线和连字符；以字母或数字开头。</translation>
    </message>
    <message>
        <source>There is a rule of this name.</source>
        <translation>已有同名规则。</translation>
    </message>
    <message>
        <source>Write it as in {example}</source>
        <translation>请按此格式填写：{example}</translation>
    </message>
    <message>
        <source>There is no such figure; choose one of the list.</source>
        <translation>没有此指标；请从列表中选择。</translation>
    </message>
    <message>
        <source>A number, for example 0.1</source>
        <translation>请填写数字，例如 0.1</translation>
    </message>
</context>
<context>
    <name>AlarmRuleNames</name>
    <message>
        <source>Audit changed</source>
        <translation>审计日志被改动</translation>
    </message>
    <message>
        <source>Certificate ends</source>
        <translation>证书即将到期</translation>
    </message>
    <message>
        <source>Disk nearly full</source>
        <translation>磁盘将满</translation>
    </message>
    <message>
        <source>Flood of illegal calls</source>
        <translation>非法呼叫泛滥</translation>
    </message>
    <message>
        <source>Journal behind</source>
        <translation>话单日志积压</translation>
    </message>
    <message>
        <source>Module down</source>
        <translation>模块停止运行</translation>
    </message>
    <message>
        <source>Recording off for long</source>
        <translation>话单记录长时间关闭</translation>
    </message>
    <message>
        <source>Suspensions rise</source>
        <translation>注册锁定次数上升</translation>
    </message>
</context>
<context>
    <name>AlarmRulePage</name>
    <message>
        <source>Alarm rules</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>New alarm rule</source>
        <translation>新建告警规则</translation>
    </message>
    <message>
        <source>A rule looks at a figure of /metrics every few seconds and raises an alarm while its condition holds. The alarm is shown to everybody; mail and the webhook are told once, and again only after the quiet time. Test measures the figure now and sends a test message to whoever the rule tells. Only administrators change rules.</source>
        <translation>规则每隔几秒检查 /metrics 中的一项指标，条件成立期间发出告警。所有人都能看到告警；邮件和 Webhook 只通知一次，静默时间过后才会再次通知。“测试”立即测量该指标，并向规则的通知对象发送测试消息。只有管理员可以修改规则。</translation>
    </message>
    <message>
        <source>Test of “{name}”</source>
        <translation>测试“{name}”</translation>
    </message>
    <message>
        <source>“{name}” is being tested; this takes up to a minute.</source>
        <translation>正在测试“{name}”，最长需要一分钟。</translation>
    </message>
    <message>
        <source>Another test is under way.</source>
        <translation>另一项测试正在进行。</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>“{name}” raises no alarm any more; one that stands now leaves.</source>
        <translation>“{name}”将不再发出告警；现有的告警随之消失。</translation>
    </message>
    <message>
        <source>Remove the alarm rule?</source>
        <translation>移除该告警规则？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>No alarm rules</source>
        <translation>没有告警规则</translation>
    </message>
    <message>
        <source>Modules still raise the alarms that they know of themselves.</source>
        <translation>各模块仍会发出自身所知的告警。</translation>
    </message>
</context>
<context>
    <name>AlarmRules</name>
    <message>
        <source>At or above a value</source>
        <translation>达到或高于某值</translation>
    </message>
    <message>
        <source>At or below a value</source>
        <translation>达到或低于某值</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Is not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Nobody was told: the rule has neither a mail address nor the webhook.</source>
        <translation>未通知任何人：该规则既无邮件地址，也未启用 Webhook。</translation>
    </message>
    <message>
        <source>Quiet time</source>
        <translation>静默时间</translation>
    </message>
    <message>
        <source>Rises by so much</source>
        <translation>增长达到某值</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>There is no such figure now: {figure}.</source>
        <translation>目前没有此指标：{figure}。</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>送往</translation>
    </message>
    <message>
        <source>at or above {value}</source>
        <translation>≥ {value}</translation>
    </message>
    <message>
        <source>at or above {value} for {hold}</source>
        <translation>≥ {value}，持续 {hold}</translation>
    </message>
    <message>
        <source>at or below {value}</source>
        <translation>≤ {value}</translation>
    </message>
    <message>
        <source>at or below {value} for {hold}</source>
        <translation>≤ {value}，持续 {hold}</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>is not there for {hold}</source>
        <translation>不存在，持续 {hold}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>only shown here</source>
        <translation>仅在此显示</translation>
    </message>
    <message>
        <source>rises by {value} or more within {window}</source>
        <translation>{window}内增长 ≥ {value}</translation>
    </message>
    <message>
        <source>rises by {value} or more within {window}, for {hold}</source>
        <translation>{window}内增长 ≥ {value}，持续 {hold}</translation>
    </message>
    <message>
        <source>webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>{figure} is {value} now.</source>
        <translation>{figure} 当前为 {value}。</translation>
    </message>
</context>
<context>
    <name>AlarmTable</name>
    <message>
        <source>Acknowledged by</source>
        <translation>确认人</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>What is wrong and what to do</source>
        <translation>问题与处理办法</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>Alarm rule</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>Alarms not known</source>
        <translation>告警状态未知</translation>
    </message>
    <message>
        <source>Archived call records cannot be read</source>
        <translation>已归档的话单无法读取</translation>
    </message>
    <message>
        <source>Call records are late</source>
        <translation>话单入库延迟</translation>
    </message>
    <message>
        <source>Call records are not stored</source>
        <translation>话单未入库</translation>
    </message>
    <message>
        <source>Clock was set</source>
        <translation>系统时钟被调整</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Disk cannot be written</source>
        <translation>磁盘无法写入</translation>
    </message>
    <message>
        <source>Management</source>
        <translation>管理模块</translation>
    </message>
    <message>
        <source>Media relay gone</source>
        <translation>媒体中继无应答</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>无告警</translation>
    </message>
    <message>
        <source>Old call records are not looked after</source>
        <translation>旧话单未能按时处理</translation>
    </message>
    <message>
        <source>SIP does not answer</source>
        <translation>SIP 无应答</translation>
    </message>
    <message>
        <source>Scheduled report failed</source>
        <translation>定时报告失败</translation>
    </message>
    <message>
        <source>Softswitch</source>
        <translation>软交换</translation>
    </message>
    <message>
        <source>Softswitch does not answer management</source>
        <translation>软交换不响应管理模块</translation>
    </message>
    <message numerus="yes">
        <source>%Ln alarm(s)</source>
        <translation>
            <numerusform>%Ln 个告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Softswitch down</source>
        <translation>软交换已停止</translation>
    </message>
    <message>
        <source>Syslog server does not take events</source>
        <translation>Syslog 服务器不接收事件</translation>
    </message>
    <message>
        <source>TLS certificate cannot be read</source>
        <translation>无法读取 TLS 证书</translation>
    </message>
    <message>
        <source>TLS certificate ends</source>
        <translation>TLS 证书即将到期</translation>
    </message>
    <message>
        <source>Unreadable call records</source>
        <translation>话单无法读取</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>AllowMode</name>
    <message>
        <source>Calls and registrations (SIP)</source>
        <translation>呼叫与注册（SIP）</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Off: everybody may try.</source>
        <translation>关闭：任何人都可尝试。</translation>
    </message>
    <message>
        <source>On for {time}: confirm it now, or it returns to off by itself.</source>
        <translation>开启剩余 {time}：请立即确认，否则自动恢复为关闭。</translation>
    </message>
    <message>
        <source>On: nobody else is served.</source>
        <translation>开启：不服务于其他任何人。</translation>
    </message>
    <message>
        <source>Only trusted addresses and the machine itself. Whoever is elsewhere gets no sign-in page, you included.</source>
        <translation>仅受信任的地址和本机。其他地方的任何人（包括您）都看不到登录页面。</translation>
    </message>
    <message>
        <source>Only trusted addresses, enabled gateways and the machine itself. Phones at other addresses cannot register or call, and nobody answers them.</source>
        <translation>仅受信任的地址、已启用的网关和本机。其他地址的话机无法注册或呼叫，也得不到任何应答。</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>This management (HTTP)</source>
        <translation>本管理接口（HTTP）</translation>
    </message>
</context>
<context>
    <name>AllowModeDialog</name>
    <message>
        <source>Serve trusted addresses alone</source>
        <translation>只服务于受信任的地址</translation>
    </message>
    <message>
        <source>What you switch on returns by itself after a minute, unless you confirm it: look first whether phones, carriers and you are still there.</source>
        <translation>所开启的项目会在一分钟后自动恢复，除非您加以确认：请先查看话机、运营商和您自己是否仍能连接。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ApplyEdits</name>
    <message numerus="yes">
        <source>Apply %Ln change(s)</source>
        <translation>
            <numerusform>应用 %Ln 项修改</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>AttackFigures</name>
    <message>
        <source>sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>attempts on record</source>
        <translation>有话单的尝试</translation>
    </message>
    <message>
        <source>counted without a record</source>
        <translation>仅计数、无话单</translation>
    </message>
    <message>
        <source>lockouts</source>
        <translation>锁定次数</translation>
    </message>
    <message>
        <source>extensions locked out</source>
        <translation>被锁定的分机</translation>
    </message>
</context>
<context>
    <name>AttackPage</name>
    <message>
        <source>Who attacks, since when, at which hours, what for and how: read out of the illegal calls on record, those that were only counted, and the lockouts after wrong passwords. Select a source to see its patterns, what they mean and what to do. A country is that in which the network is registered; who uses it may be elsewhere.</source>
        <translation>谁在攻击、从何时开始、在哪些时段、目标是什么、如何进行：由有话单的非法呼叫、仅计数的非法呼叫以及密码错误后的锁定得出。选中一个来源，可查看其模式、含义和应对办法。国家是该网络的注册国家，使用者可能在别处。</translation>
    </message>
    <message>
        <source>Evidence report…</source>
        <translation>证据报告…</translation>
    </message>
    <message>
        <source>Sources of attacks</source>
        <translation>攻击来源</translation>
    </message>
    <message>
        <source>Search sources, countries and patterns</source>
        <translation>搜索来源、国家和模式</translation>
    </message>
    <message>
        <source>Show the records of the source</source>
        <translation>显示该来源的话单</translation>
    </message>
    <message>
        <source>Set a time range</source>
        <translation>设置时间范围</translation>
    </message>
    <message>
        <source>Reports need the role operator or admin.</source>
        <translation>生成报告需要操作员或管理员角色。</translation>
    </message>
    <message>
        <source>No attacks in this time</source>
        <translation>此时间内没有攻击</translation>
    </message>
    <message>
        <source>No illegal call was recorded or counted, and no wrong password locked an extension out. Choose a longer time to look further back.</source>
        <translation>没有记录或计数的非法呼叫，也没有分机因密码错误被锁定。可选择更长的时间查看更早的情况。</translation>
    </message>
    <message>
        <source>Choose another time</source>
        <translation>选择其他时间</translation>
    </message>
    <message numerus="yes">
        <source>The {shown} with the most attempts, of %Ln source(s)</source>
        <translation>
            <numerusform>共 %Ln 个来源，显示尝试最多的 {shown} 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the records</source>
        <translation>显示话单</translation>
    </message>
    <message>
        <source>Block this source…</source>
        <translation>封锁此来源…</translation>
    </message>
    <message>
        <source>Copy {value}</source>
        <translation>复制 {value}</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n row(s)</source>
        <translation>
            <numerusform>复制 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>seen in the reading of attacks</source>
        <translation>攻击分析中发现</translation>
    </message>
</context>
<context>
    <name>AttackPicture</name>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>3 hours</source>
        <translation>3 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>A program goes along your numbering plan. Block where it comes from; extensions that cannot be guessed in a row help for good.</source>
        <translation>有程序在按顺序尝试您的号码。请封锁其来源；使用不连续、难以猜测的分机号可一劳永逸。</translation>
    </message>
    <message>
        <source>An attack over many extensions at once. Switch the dynamic blacklist on, lower the number of tries to three while it lasts, and block the worst sources.</source>
        <translation>同时攻击许多分机。请开启动态黑名单，攻击期间把允许的错误次数降到 3 次，并封锁最严重的来源。</translation>
    </message>
    <message>
        <source>Dropped unread</source>
        <translation>未读即丢弃</translation>
    </message>
    <message>
        <source>Extension {first} again and again</source>
        <translation>分机 {first} 反复被锁定</translation>
    </message>
    <message>
        <source>Illegal calls</source>
        <translation>非法呼叫</translation>
    </message>
    <message>
        <source>Live, 15 minutes</source>
        <translation>实时（15 分钟）</translation>
    </message>
    <message>
        <source>Lockouts</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lockouts: {lockouts} · extensions: {extensions} · sources: {sources}
{first} to {last}</source>
        <translation>锁定：{lockouts} · 分机：{extensions} · 来源：{sources}
{first} 至 {last}</translation>
    </message>
    <message>
        <source>Many extensions from {source}</source>
        <translation>{source} 尝试多个分机</translation>
    </message>
    <message>
        <source>Neighbouring extensions: {first} to {last}</source>
        <translation>相邻分机：{first} 至 {last}</translation>
    </message>
    <message>
        <source>Neighbouring extensions: {last}</source>
        <translation>相邻分机：{last}</translation>
    </message>
    <message>
        <source>One account is aimed at, or a phone has an old password. Look at the endpoint: the address it is usually registered from tells which.</source>
        <translation>某个账号成为目标，或某台话机仍在使用旧密码。请查看该终端：它平时注册的地址可以说明是哪一种。</translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Somebody scans your extensions from there. Block the address; if it is an office of yours, look at its phones and trust it for a time.</source>
        <translation>有人从该地址扫描您的分机。请封锁该地址；如果是您自己的办公室，请检查那里的话机，并暂时信任它。</translation>
    </message>
    <message>
        <source>Wrong passwords</source>
        <translation>错误密码</translation>
    </message>
    <message numerus="yes">
        <source>{count} lockout(s) within an hour</source>
        <translation>
            <numerusform>一小时内 {count} 次锁定</numerusform>
        </translation>
    </message>
    <message>
        <source>{first} and the {count} after it</source>
        <translation>{first} 及其后 {count} 个</translation>
    </message>
    <message>
        <source>{list} and {rest} more</source>
        <translation>{list} 等，另有 {rest} 个</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>每秒 {rate}</translation>
    </message>
</context>
<context>
    <name>AttackPicturePage</name>
    <message>
        <source>Five rates tell what strangers do: registrations, wrong passwords, lockouts, illegal calls, and messages dropped unread. At the right are patterns that name an attack: many extensions from one address, neighbouring extensions, one extension again and again, very many lockouts at once. Each says who is concerned and what to do. A week is kept; while records of calls without hold time are off, failed calls count as illegal.</source>
        <translation>五条曲线显示外部的行为：注册、错误密码、锁定、非法呼叫，以及未读即丢弃的消息。右侧是能说明攻击的模式：同一地址尝试多个分机、相邻分机、同一分机反复被锁定、同时大量锁定。每项都说明涉及谁以及该怎么做。保留一周；零时长话单记录关闭期间，失败呼叫也计入非法呼叫。</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>waiting for the first second</source>
        <translation>等待第一秒的数据</translation>
    </message>
    <message>
        <source>now {rate} · highest {peak}</source>
        <translation>当前{rate} · 最高{peak}</translation>
    </message>
    <message>
        <source>Patterns of attacks found: {count}</source>
        <translation>发现 {count} 种攻击模式</translation>
    </message>
    <message>
        <source>No pattern of attacks found</source>
        <translation>未发现攻击模式</translation>
    </message>
    <message>
        <source>Only the latest lockouts were looked at: there are very many.</source>
        <translation>锁定数量极多，只查看了最近的锁定。</translation>
    </message>
</context>
<context>
    <name>AttackQuestionLine</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Network (/24, IPv6 /64)</source>
        <translation>网段（/24，IPv6 为 /64）</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <source>Sources at most</source>
        <translation>最多显示来源</translation>
    </message>
</context>
<context>
    <name>AttackTable</name>
    <message>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Hours of the day</source>
        <translation>一天中的时段</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>Lockouts</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Registered in</source>
        <translation>注册国家</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>{records} recorded, {others} counted without a record</source>
        <translation>{records} 条有话单，{others} 次仅计数、无话单</translation>
    </message>
</context>
<context>
    <name>AttackText</name>
    <message>
        <source>Ask the owner first: a phone with an old password does the same. Otherwise change the password, and lock out for longer.</source>
        <translation>先询问使用者：密码过期的话机也会如此。否则请更改密码，并延长锁定时间。</translation>
    </message>
    <message>
        <source>Bar countries that your customers do not call, and set a limit for the others.</source>
        <translation>禁止客户不会呼叫的国家，并为其余国家设置上限。</translation>
    </message>
    <message>
        <source>Bar these numbers in your routing: every minute costs you money.</source>
        <translation>请在路由中禁止这些号码：每一分钟都要花钱。</translation>
    </message>
    <message>
        <source>Block the source, and see that passwords are long.</source>
        <translation>封锁该来源，并确保密码足够长。</translation>
    </message>
    <message>
        <source>Block the source; see that no gateway accepts its address.</source>
        <translation>封锁该来源，并确认没有网关接受其地址。</translation>
    </message>
    <message>
        <source>Called one after the other: {examples}.</source>
        <translation>依次呼叫：{examples}。</translation>
    </message>
    <message numerus="yes">
        <source>Extension {examples} was locked out {times} time(s).</source>
        <translation>
            <numerusform>分机 {examples} 被锁定 {times} 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Extensions locked out in sequence</source>
        <translation>分机依次被锁定</translation>
    </message>
    <message>
        <source>International numbers</source>
        <translation>国际号码</translation>
    </message>
    <message>
        <source>Locked out one after the other: {examples}.</source>
        <translation>依次被锁定：{examples}。</translation>
    </message>
    <message numerus="yes">
        <source>Lockouts: {suspensions}, over {extensions} extension(s).</source>
        <translation>
            <numerusform>{extensions} 个分机共锁定 {suspensions} 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Many calling numbers</source>
        <translation>大量主叫号码</translation>
    </message>
    <message>
        <source>Many extensions are under attack. Lock out for longer, and allow registrations from known networks only.</source>
        <translation>许多分机正遭受攻击。请延长锁定时间，并只允许来自已知网络的注册。</translation>
    </message>
    <message>
        <source>Many extensions locked out</source>
        <translation>多个分机被锁定</translation>
    </message>
    <message>
        <source>Mass lockout</source>
        <translation>大规模锁定</translation>
    </message>
    <message>
        <source>Most at {hours}</source>
        <translation>最多在 {hours}</translation>
    </message>
    <message>
        <source>No attempts to call</source>
        <translation>没有呼叫尝试</translation>
    </message>
    <message>
        <source>No country is known for this address.</source>
        <translation>此地址没有已知的国家。</translation>
    </message>
    <message>
        <source>Often the number a fraudster earns from. Bar it for your customers as well.</source>
        <translation>这往往是诈骗者获利的号码。也请对您的客户禁止该号码。</translation>
    </message>
    <message>
        <source>One number called again and again</source>
        <translation>反复呼叫同一号码</translation>
    </message>
    <message>
        <source>Premium-rate numbers</source>
        <translation>高额收费号码</translation>
    </message>
    <message>
        <source>Private network</source>
        <translation>私有网络</translation>
    </message>
    <message>
        <source>Reserved range</source>
        <translation>保留地址段</translation>
    </message>
    <message>
        <source>Same extension locked out again</source>
        <translation>同一分机反复被锁定</translation>
    </message>
    <message>
        <source>Scanning tool</source>
        <translation>扫描工具</translation>
    </message>
    <message>
        <source>Search for a dial prefix</source>
        <translation>试探拨号前缀</translation>
    </message>
    <message>
        <source>Sequential called numbers</source>
        <translation>连续的被叫号码</translation>
    </message>
    <message>
        <source>Sequential calling numbers</source>
        <translation>连续的主叫号码</translation>
    </message>
    <message>
        <source>Somebody goes through your extensions. Block the source, and give extensions that nobody can guess.</source>
        <translation>有人在逐个尝试您的分机。请封锁该来源，并使用难以猜到的分机号。</translation>
    </message>
    <message>
        <source>Somebody looks for a number that may call.</source>
        <translation>有人在寻找可以呼出的号码。</translation>
    </message>
    <message>
        <source>Somebody looks for numbers that answer.</source>
        <translation>有人在寻找会应答的号码。</translation>
    </message>
    <message>
        <source>Somebody looks for the prefix of an outside line. Check which prefixes your gateways strip.</source>
        <translation>有人在寻找外线前缀。请检查您的网关会去除哪些前缀。</translation>
    </message>
    <message>
        <source>The network is registered in {country} ({code}). Its user may be elsewhere.</source>
        <translation>该网络的注册国家：{country}（{code}）。使用者可能在别处。</translation>
    </message>
    <message numerus="yes">
        <source>The number {examples} was called {calls} time(s).</source>
        <translation>
            <numerusform>号码 {examples} 被呼叫 {calls} 次。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Worst day: {day} with {count} lockout(s).</source>
        <translation>
            <numerusform>最严重的一天：{day}，锁定 {count} 次。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrong passwords locked out {extensions} extension(s). Lockouts in all: {suspensions}, of them of extensions that do not exist: {unknown}.</source>
        <translation>
            <numerusform>密码错误使 {extensions} 个分机被锁定，共 {suspensions} 次；其中 {unknown} 次是不存在的分机。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{callers} different calling number(s) were tried.</source>
        <translation>
            <numerusform>尝试了 {callers} 个不同的主叫号码。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{calls} call(s) came from tools of attackers: {examples}.</source>
        <translation>
            <numerusform>{calls} 次呼叫来自攻击工具：{examples}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{calls} call(s) went to numbers of other countries.</source>
        <translation>
            <numerusform>{calls} 次呼叫的目标是其他国家的号码。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{calls} call(s) went to premium-rate or satellite numbers, such as {examples}.</source>
        <translation>
            <numerusform>{calls} 次呼叫的目标是高额收费或卫星号码，例如 {examples}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} attempt(s) were counted without their source: more came at once than are told apart.</source>
        <translation>
            <numerusform>{count} 次尝试计数时不知来源：同时到来的太多，无法一一区分。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{destinations} destination(s) were tried behind several dial prefixes, …{examples} behind {prefixes}.</source>
        <translation>
            <numerusform>{destinations} 个目的号码以多个拨号前缀试探，其中 …{examples} 用了 {prefixes} 个前缀。</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Used as calling number one after the other: {examples}.</source>
        <translation>依次用作主叫号码：{examples}。</translation>
    </message>
    <message>
        <source>regional Internet registries</source>
        <translation>各地区互联网注册机构</translation>
    </message>
    <message>
        <source>{kind}: such an address is registered nowhere.</source>
        <translation>{kind}：此类地址没有注册国家。</translation>
    </message>
</context>
<context>
    <name>AuditBody</name>
    <message>
        <source>Entries of the audit</source>
        <translation>审计条目</translation>
    </message>
</context>
<context>
    <name>AuditDifference</name>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>AuditFilters</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>All operators</source>
        <translation>全部操作员</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>All objects</source>
        <translation>全部对象</translation>
    </message>
    <message>
        <source>Kind of object</source>
        <translation>对象类型</translation>
    </message>
    <message>
        <source>Text in any field</source>
        <translation>任意字段中的文本</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 31 days</source>
        <translation>最近 31 天</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>最近 12 个月</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任意时间</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从…到…</translation>
    </message>
    <message>
        <source>Entry {number}</source>
        <translation>条目 {number}</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the audit</source>
        <translation>导出审计</translation>
    </message>
    <message>
        <source>Verify the chain of the audit</source>
        <translation>校验审计链</translation>
    </message>
    <message>
        <source>Every change with its state before and after, who made it, from where, when and why; refusals are summed up, so that nobody can fill the audit. The text is looked for in every field. The file has all entries that match, also those that are not shown yet. Each entry is sealed together with the one before it: Verify reads them all again and names the first that was changed, left out or put in. How long entries are kept is set by SERVER_AUDIT_KEEP_DAYS.</source>
        <translation>每一项更改及其前后状态、由谁、从何处、何时以及为何所做；拒绝会汇总记录，因此无人能用垃圾填满审计。文本在所有字段中查找。文件包含全部符合条件的条目，包括尚未显示的条目。每个条目都与前一个条目一起加封：“校验”会重新读取全部条目，并指出第一个被改动、缺失或插入的条目。条目保留多久由 SERVER_AUDIT_KEEP_DAYS 设定。</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>显示{name}</translation>
    </message>
    <message>
        <source>Only {name}</source>
        <translation>仅看 {name}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy both states as JSON</source>
        <translation>以 JSON 复制前后状态</translation>
    </message>
    <message>
        <source>Both states are copied.</source>
        <translation>已复制前后状态。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s)</source>
        <translation>
            <numerusform>%Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>{some}, more below</source>
        <translation>{some}，下方还有更多</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>No entry of the audit matches, as far back as entries are kept.</source>
        <translation>在保留的条目范围内，没有符合条件的审计条目。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>The audit was written to {file}.</source>
        <translation>审计已写入 {file}。</translation>
    </message>
</context>
<context>
    <name>AuditPane</name>
    <message>
        <source>This entry was changed since it was written.</source>
        <translation>此条目在写入之后被改动过。</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Times in {zone}</source>
        <translation>时间采用 {zone} 时区</translation>
    </message>
    <message>
        <source>What is different</source>
        <translation>变化内容</translation>
    </message>
    <message>
        <source>Copy both states as JSON</source>
        <translation>以 JSON 复制前后状态</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
</context>
<context>
    <name>AuditTable</name>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Checked by {who}, {moment}.</source>
        <translation>由 {who} 于 {moment} 校验。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>The chain could not be verified: {why}</source>
        <translation>无法校验审计链：{why}</translation>
    </message>
    <message>
        <source>The chain of the audit has not been verified yet.</source>
        <translation>审计链尚未校验。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>The audit was changed: entry {number} is the first that is not what was written here ({detail}). {before} Checked by {who}, {moment}. Keep a copy of the data folder and find out who had access to the machine.</source>
        <translation>审计已被改动：条目 {number} 是第一个与写入内容不符的条目（{detail}）。{before}由 {who} 于 {moment} 校验。请保留一份数据文件夹的副本，并查明谁曾能访问此计算机。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s) before it fit.</source>
        <translation>
            <numerusform>其前的 %Ln 条均相符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln newer entry(s).</source>
        <translation>
            <numerusform>另有 %Ln 条更新的条目。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retention removed %Ln older one(s).</source>
        <translation>
            <numerusform>保留策略已删除更早的 %Ln 条。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chain is being verified: {count} of %Ln entry(s) fit so far.</source>
        <translation>
            <numerusform>正在校验审计链：目前 %Ln 条中有 {count} 条相符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verified up to {moment}: %Ln entry(s) as written.</source>
        <translation>
            <numerusform>已校验至 {moment}：%Ln 条均与写入时一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>entries that were verified before are gone</source>
        <translation>先前校验过的条目已消失</translation>
    </message>
    <message>
        <source>its seal does not fit</source>
        <translation>其封印不符</translation>
    </message>
    <message>
        <source>the mark of retention does not fit</source>
        <translation>保留策略的标记不符</translation>
    </message>
    <message>
        <source>the mark of the end does not fit</source>
        <translation>末尾标记不符</translation>
    </message>
    <message>
        <source>the mark of the end is gone</source>
        <translation>末尾标记已丢失</translation>
    </message>
    <message>
        <source>the newest entries were cut off: {number} was the last</source>
        <translation>最新的条目被截去：原最后一条为 {number}</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Alarm acknowledged</source>
        <translation>告警已确认</translation>
    </message>
    <message>
        <source>Alarm rule</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>Alarm rule changed</source>
        <translation>告警规则已更改</translation>
    </message>
    <message>
        <source>Alarm rule created</source>
        <translation>告警规则已创建</translation>
    </message>
    <message>
        <source>Alarm rule deleted</source>
        <translation>告警规则已删除</translation>
    </message>
    <message>
        <source>Alarm rule tested</source>
        <translation>告警规则已测试</translation>
    </message>
    <message>
        <source>Alarm rules</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Allow list</source>
        <translation>允许列表</translation>
    </message>
    <message>
        <source>Allow list entry</source>
        <translation>允许列表条目</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Audit exported</source>
        <translation>审计已导出</translation>
    </message>
    <message>
        <source>Audit verified</source>
        <translation>审计已校验</translation>
    </message>
    <message>
        <source>Blacklist</source>
        <translation>黑名单</translation>
    </message>
    <message>
        <source>Blacklist entry</source>
        <translation>黑名单条目</translation>
    </message>
    <message>
        <source>Block changed</source>
        <translation>封锁已更改</translation>
    </message>
    <message>
        <source>Block list imported</source>
        <translation>封锁列表已导入</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已封锁</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Call hung up</source>
        <translation>通话已挂断</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Endpoint changed</source>
        <translation>终端已更改</translation>
    </message>
    <message>
        <source>Endpoint created</source>
        <translation>终端已创建</translation>
    </message>
    <message>
        <source>Endpoint deleted</source>
        <translation>终端已删除</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>导出已取消</translation>
    </message>
    <message>
        <source>Export made</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Gateway changed</source>
        <translation>网关已更改</translation>
    </message>
    <message>
        <source>Gateway created</source>
        <translation>网关已创建</translation>
    </message>
    <message>
        <source>Gateway deleted</source>
        <translation>网关已删除</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>History exported</source>
        <translation>历史已导出</translation>
    </message>
    <message>
        <source>Legal hold</source>
        <translation>法定保留</translation>
    </message>
    <message>
        <source>Legal hold added</source>
        <translation>已添加法定保留</translation>
    </message>
    <message>
        <source>Legal hold lifted</source>
        <translation>已解除法定保留</translation>
    </message>
    <message>
        <source>Legal holds</source>
        <translation>法定保留</translation>
    </message>
    <message>
        <source>Lockout</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lockout cleared</source>
        <translation>锁定已解除</translation>
    </message>
    <message>
        <source>Lockout proved</source>
        <translation>锁定已验证</translation>
    </message>
    <message>
        <source>Lockouts</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Mail settings changed</source>
        <translation>邮件设置已更改</translation>
    </message>
    <message>
        <source>Old audit removed</source>
        <translation>旧审计已删除</translation>
    </message>
    <message>
        <source>Old audit taken over</source>
        <translation>旧审计已纳入</translation>
    </message>
    <message>
        <source>Old records removed</source>
        <translation>旧记录已删除</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Operator added</source>
        <translation>操作员已添加</translation>
    </message>
    <message>
        <source>Operator disabled</source>
        <translation>操作员已停用</translation>
    </message>
    <message>
        <source>Operator enabled</source>
        <translation>操作员已启用</translation>
    </message>
    <message>
        <source>Operator removed</source>
        <translation>操作员已删除</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Parameter changed</source>
        <translation>参数已更改</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>密码已更改</translation>
    </message>
    <message>
        <source>Rate limit</source>
        <translation>频率限制</translation>
    </message>
    <message>
        <source>Rate limit lifted</source>
        <translation>频率限制已解除</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>频率限制</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Requests above the role</source>
        <translation>超出角色权限的请求</translation>
    </message>
    <message>
        <source>Requests without sign-in</source>
        <translation>未登录的请求</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>角色已更改</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Schedule changed</source>
        <translation>计划已更改</translation>
    </message>
    <message>
        <source>Export downloaded</source>
        <translation>导出已下载</translation>
    </message>
    <message>
        <source>Schedule created</source>
        <translation>计划已创建</translation>
    </message>
    <message>
        <source>Schedule deleted</source>
        <translation>计划已删除</translation>
    </message>
    <message>
        <source>Schedule run</source>
        <translation>计划已运行</translation>
    </message>
    <message>
        <source>Scheduled reports</source>
        <translation>定时报告</translation>
    </message>
    <message>
        <source>Security report made</source>
        <translation>安全报告已生成</translation>
    </message>
    <message>
        <source>Self-proof</source>
        <translation>自我验证</translation>
    </message>
    <message>
        <source>Shared view changed</source>
        <translation>共享视图已更改</translation>
    </message>
    <message>
        <source>Shared view deleted</source>
        <translation>共享视图已删除</translation>
    </message>
    <message>
        <source>Shared views</source>
        <translation>共享视图</translation>
    </message>
    <message>
        <source>Sign-in closed</source>
        <translation>登录已关闭</translation>
    </message>
    <message>
        <source>Sign-in closed often</source>
        <translation>登录多次被关闭</translation>
    </message>
    <message>
        <source>Sign-in limit</source>
        <translation>登录限制</translation>
    </message>
    <message>
        <source>Sign-in limits</source>
        <translation>登录限制</translation>
    </message>
    <message>
        <source>Sign-in opened</source>
        <translation>登录已开放</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign-ins while closed</source>
        <translation>关闭期间的登录尝试</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已注销</translation>
    </message>
    <message>
        <source>Signed out by an admin</source>
        <translation>被管理员注销</translation>
    </message>
    <message>
        <source>System parameters</source>
        <translation>系统参数</translation>
    </message>
    <message>
        <source>Test call</source>
        <translation>测试呼叫</translation>
    </message>
    <message>
        <source>Test mail sent</source>
        <translation>测试邮件已发送</translation>
    </message>
    <message>
        <source>Timed change returned</source>
        <translation>限时更改已恢复</translation>
    </message>
    <message>
        <source>Trace exported</source>
        <translation>跟踪已导出</translation>
    </message>
    <message>
        <source>Trust removed</source>
        <translation>信任已移除</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>已信任</translation>
    </message>
    <message>
        <source>Unblocked</source>
        <translation>已解除封锁</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>View shared</source>
        <translation>视图已共享</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Webhook changed</source>
        <translation>Webhook 已更改</translation>
    </message>
    <message>
        <source>Wrong passwords</source>
        <translation>密码错误</translation>
    </message>
</context>
<context>
    <name>BindingFacts</name>
    <message>
        <source>Registered nowhere.</source>
        <translation>当前没有注册。</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系地址</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源地址</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期时间</translation>
    </message>
</context>
<context>
    <name>BlockChanges</name>
    <message numerus="yes">
        <source>%Ln are not blocked any more: {names}.</source>
        <translation>
            <numerusform>已解除 %Ln 项封锁：{names}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more were not changed.</source>
        <translation>
            <numerusform>另有 %Ln 项未更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Blocked for good: {names}.</source>
        <translation>已永久封锁：{names}。</translation>
    </message>
    <message>
        <source>Not trusted any more: {names}.</source>
        <translation>已不再信任：{names}。</translation>
    </message>
    <message>
        <source>Removed: {what}.</source>
        <translation>已移除：{what}。</translation>
    </message>
    <message>
        <source>Trusted until {moment}.</source>
        <translation>信任至 {moment}。</translation>
    </message>
    <message>
        <source>blacklist</source>
        <translation>黑名单</translation>
    </message>
    <message>
        <source>counters</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>lockout</source>
        <translation>鉴权锁定</translation>
    </message>
    <message>
        <source>rate limit</source>
        <translation>速率限制</translation>
    </message>
    <message>
        <source>sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另外 {count} 项</translation>
    </message>
    <message>
        <source>{name} is not blocked any more.</source>
        <translation>{name} 已解除封锁。</translation>
    </message>
    <message>
        <source>{name} was not changed: {why}</source>
        <translation>{name} 未更改：{why}</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>Block an address</source>
        <translation>封锁地址</translation>
    </message>
    <message>
        <source>Everything that comes from there over SIP is dropped, without an answer. Calls that run go on.</source>
        <translation>来自该地址的所有 SIP 消息都将被丢弃且不予应答；正在进行的通话继续。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>封锁</translation>
    </message>
    <message>
        <source>Address or network</source>
        <translation>地址或网段</translation>
    </message>
    <message>
        <source>Type it once more to confirm</source>
        <translation>请再输入一次以确认</translation>
    </message>
    <message>
        <source>Blocked for</source>
        <translation>封锁时长</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>That is no address and no network.</source>
        <translation>这不是地址，也不是网段。</translation>
    </message>
    <message>
        <source>Who stands behind it is shown here, before anything is blocked.</source>
        <translation>封锁之前，这里会显示该地址背后有谁。</translation>
    </message>
    <message>
        <source>Looking who is there…</source>
        <translation>正在查看该地址背后有谁…</translation>
    </message>
    <message>
        <source>This is a very wide network: {count} addresses.</source>
        <translation>这是非常大的网段：{count} 个地址。</translation>
    </message>
</context>
<context>
    <name>BlockExport</name>
    <message>
        <source>Export what is blocked</source>
        <translation>导出封锁列表</translation>
    </message>
    <message>
        <source>{file} was not written: {why}</source>
        <translation>未能写入 {file}：{why}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written to {file}.</source>
        <translation>
            <numerusform>已将 %Ln 行写入 {file}。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockFilters</name>
    <message>
        <source>Address, extension or reason</source>
        <translation>地址、分机或原因</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>By address</source>
        <translation>按地址</translation>
    </message>
    <message>
        <source>One row for each address; what belongs to it folds away</source>
        <translation>每个地址一行；其下的条目可折叠</translation>
    </message>
</context>
<context>
    <name>BlockGroups</name>
    <message>
        <source>Without an address</source>
        <translation>无地址</translation>
    </message>
    <message>
        <source>several</source>
        <translation>多个</translation>
    </message>
    <message numerus="yes">
        <source>{address} · %Ln entry(s)</source>
        <translation>
            <numerusform>{address} · %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}, folded</source>
        <translation>{title}，已折叠</translation>
    </message>
    <message>
        <source>{title}, unfolded</source>
        <translation>{title}，已展开</translation>
    </message>
</context>
<context>
    <name>BlockHandling</name>
    <message>
        <source>{why} ({name})</source>
        <translation>{why}（{name}）</translation>
    </message>
</context>
<context>
    <name>BlockImport</name>
    <message numerus="yes">
        <source>%Ln more line(s) are not named here.</source>
        <translation>
            <numerusform>另有 %Ln 行未在此列出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Address or network</source>
        <translation>地址或网段</translation>
    </message>
    <message>
        <source>Blocked already: {count}.</source>
        <translation>此前已封锁：{count}。</translation>
    </message>
    <message>
        <source>Blocked now: {count}.</source>
        <translation>现已封锁：{count}。</translation>
    </message>
    <message>
        <source>Left out, since somebody would be cut off: {count}.</source>
        <translation>因会影响在用对象而跳过：{count}。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Lines that could not be read: {count}.</source>
        <translation>无法读取的行：{count}。</translation>
    </message>
    <message>
        <source>New: {added}. Blocked already: {already}. Would cut somebody off: {hits}. Lines that cannot be read: {bad}.</source>
        <translation>新增：{added}。此前已封锁：{already}。会影响在用对象：{hits}。无法读取的行：{bad}。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>gateways: {names}</source>
        <translation>网关：{names}</translation>
    </message>
    <message>
        <source>hits somebody</source>
        <translation>影响在用对象</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>registered phones: {names}</source>
        <translation>已注册的话机：{names}</translation>
    </message>
    <message>
        <source>trusted: {names}</source>
        <translation>信任的地址：{names}</translation>
    </message>
    <message>
        <source>you yourself</source>
        <translation>您自己</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等，另有 {count} 个</translation>
    </message>
</context>
<context>
    <name>BlockImportDialog</name>
    <message>
        <source>Block a list of addresses</source>
        <translation>封锁地址列表</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>for lines that give none themselves</source>
        <translation>用于未写明原因的行</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>跳过这些地址</translation>
    </message>
    <message>
        <source>Block them all the same</source>
        <translation>仍然封锁</translation>
    </message>
    <message>
        <source>Places that would cut somebody off ({count})</source>
        <translation>会影响在用对象的地址（{count}）</translation>
    </message>
    <message>
        <source>Type {count} to confirm</source>
        <translation>请输入 {count} 以确认</translation>
    </message>
    <message>
        <source>Blocked for</source>
        <translation>封锁时长</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Lines that need a look</source>
        <translation>需要查看的行</translation>
    </message>
    <message>
        <source>Block ({count})</source>
        <translation>封锁（{count}）</translation>
    </message>
</context>
<context>
    <name>BlockLists</name>
    <message>
        <source>Import a list of addresses to block</source>
        <translation>导入要封锁的地址列表</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv *.list *.netset *.ipset);;All files (*)</source>
        <translation>列表 (*.txt *.csv *.list *.netset *.ipset);;所有文件 (*)</translation>
    </message>
    <message>
        <source>{file} cannot be imported: {why}</source>
        <translation>无法导入 {file}：{why}</translation>
    </message>
    <message>
        <source>From {file}</source>
        <translation>来自 {file}</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>Nothing was blocked: somebody who would be cut off has come there since.</source>
        <translation>未封锁任何地址：检查之后，有会受影响的对象出现在其中。</translation>
    </message>
    <message>
        <source>Another list is being read.</source>
        <translation>正在读取另一个列表。</translation>
    </message>
</context>
<context>
    <name>BlockMenu</name>
    <message>
        <source>Block its source {address}…</source>
        <translation>封锁其来源 {address}…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy address {value}</source>
        <translation>复制地址 {value}</translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln entry(s) as CSV…</source>
        <translation>
            <numerusform>将 %Ln 条导出为 CSV…</numerusform>
        </translation>
    </message>
    <message>
        <source>Make permanent…</source>
        <translation>改为永久…</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Show its call records</source>
        <translation>显示其话单</translation>
    </message>
    <message>
        <source>Show this extension: {name}</source>
        <translation>显示此分机：{name}</translation>
    </message>
    <message numerus="yes">
        <source>Unblock %Ln entry(s)…</source>
        <translation>
            <numerusform>解除 %Ln 项封锁…</numerusform>
        </translation>
    </message>
    <message>
        <source>Unblock and trust for {span}…</source>
        <translation>解除封锁并信任 {span}…</translation>
    </message>
    <message>
        <source>Unblock {name}…</source>
        <translation>解除对 {name} 的封锁…</translation>
    </message>
    <message>
        <source>Widen to network {network}…</source>
        <translation>扩大到网段 {network}…</translation>
    </message>
</context>
<context>
    <name>BlockNumberDialog</name>
    <message>
        <source>Block a number</source>
        <translation>封锁号码</translation>
    </message>
    <message>
        <source>Calls of this number and to it are refused with 403, and recorded with the reason. Calls that run go on.</source>
        <translation>此号码的主叫和被叫呼叫以 403 拒绝，并记录原因。正在进行的呼叫继续。</translation>
    </message>
    <message>
        <source>Number, as it is dialled</source>
        <translation>号码（按拨打的形式）</translation>
    </message>
    <message>
        <source>Blocked for</source>
        <translation>封锁时长</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>封锁</translation>
    </message>
    <message>
        <source>That is no telephone number.</source>
        <translation>这不是电话号码。</translation>
    </message>
</context>
<context>
    <name>BlockPane</name>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Blocked before</source>
        <translation>此前次数</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>Times in {zone}</source>
        <translation>时间所在时区：{zone}</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>Last dropped</source>
        <translation>最近丢弃</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Last refused</source>
        <translation>最近一次拒绝</translation>
    </message>
    <message>
        <source>yes, never banned by a rule</source>
        <translation>是，规则永不封锁</translation>
    </message>
    <message>
        <source>One of ours</source>
        <translation>自己人</translation>
    </message>
    <message>
        <source>Phones there</source>
        <translation>该处话机</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>any name</source>
        <translation>任意名称</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{limit} in {seconds} s</source>
        <translation>{seconds} 秒内 {limit}</translation>
    </message>
    <message>
        <source>Exists</source>
        <translation>是否存在</translation>
    </message>
    <message>
        <source>Wrong passwords</source>
        <translation>密码错误次数</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>BlockPreview</name>
    <message numerus="yes">
        <source>%Ln phone(s) are registered from there: {names}.</source>
        <translation>
            <numerusform>有 %Ln 部话机从该处注册：{names}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Counted against it: {counts}.</source>
        <translation>已对其计数：{counts}。</translation>
    </message>
    <message>
        <source>Gateways that are there: {names}.</source>
        <translation>位于该处的网关：{names}。</translation>
    </message>
    <message>
        <source>It is blocked already.</source>
        <translation>已经被封锁。</translation>
    </message>
    <message>
        <source>It is trusted: no rule blocks it, only you do.</source>
        <translation>它在信任列表中：规则不会封锁它，只有您会。</translation>
    </message>
    <message>
        <source>Nobody is there: no phone, no gateway, and not you.</source>
        <translation>该处没有任何话机和网关，也不是您自己。</translation>
    </message>
    <message>
        <source>You are there yourself: your own phones could not call any more.</source>
        <translation>您自己就在该处：您自己的话机将无法呼叫。</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>{rule} {events} of {limit}</source>
        <translation>{rule} {events}/{limit}</translation>
    </message>
</context>
<context>
    <name>BlockSpans</name>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>8 hours</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>永久</translation>
    </message>
</context>
<context>
    <name>BlockStates</name>
    <message>
        <source>No address is blocked and no extension is locked. Whatever is appears here the moment it happens, with the reason and a way to undo it.</source>
        <translation>没有被封锁的地址，也没有被锁定的分机。一旦发生会立即显示在这里，并附有原因和解除方法。</translation>
    </message>
    <message>
        <source>No address is blocked now. The rules add one the moment it deserves it.</source>
        <translation>目前没有被封锁的地址。一旦触发规则，会立即加入。</translation>
    </message>
    <message>
        <source>No addresses</source>
        <translation>没有地址</translation>
    </message>
    <message>
        <source>No extension is locked now. Too many wrong passwords in a row lock one.</source>
        <translation>目前没有被锁定的分机。连续多次密码错误会锁定分机。</translation>
    </message>
    <message>
        <source>No extensions</source>
        <translation>没有分机</translation>
    </message>
    <message>
        <source>No numbers</source>
        <translation>没有号码</translation>
    </message>
    <message>
        <source>No refused sign-ins</source>
        <translation>没有被拒绝的登录</translation>
    </message>
    <message>
        <source>No sign-in of an operator is refused now.</source>
        <translation>目前没有操作员的登录被拒绝。</translation>
    </message>
    <message>
        <source>No telephone number is on the blacklist now.</source>
        <translation>目前黑名单中没有电话号码。</translation>
    </message>
    <message>
        <source>No trusted addresses</source>
        <translation>没有信任的地址</translation>
    </message>
    <message>
        <source>Nobody is limited</source>
        <translation>没有受限的来源</translation>
    </message>
    <message>
        <source>Nobody is over a rate limit now. Who is stays here while more comes.</source>
        <translation>目前没有来源超出速率限制。超出者在继续超出期间显示于此。</translation>
    </message>
    <message>
        <source>Not blocked</source>
        <translation>未被封锁</translation>
    </message>
    <message>
        <source>Nothing is blocked</source>
        <translation>没有任何封锁</translation>
    </message>
    <message>
        <source>Nothing that is blocked contains “{text}”. An address is also found in the network that blocks it: if it is not here, it is not blocked.</source>
        <translation>封锁列表中没有包含“{text}”的内容。地址也会在封锁它的网段中找到：这里没有，就是没有被封锁。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Trust the addresses of carriers and offices, so that no rule ever shuts them out. Phones that are registered and gateways are spared anyway.</source>
        <translation>请信任运营商和办公地点的地址，使任何规则都不会把它们拒之门外。已注册的话机和网关本来就不会被封锁。</translation>
    </message>
</context>
<context>
    <name>BlockStrip</name>
    <message>
        <source>Unblock…</source>
        <translation>解除封锁…</translation>
    </message>
    <message>
        <source>Unblock and trust</source>
        <translation>解除封锁并信任</translation>
    </message>
    <message>
        <source>Make permanent…</source>
        <translation>改为永久…</translation>
    </message>
    <message>
        <source>Widen to network…</source>
        <translation>扩大到网段…</translation>
    </message>
    <message>
        <source>Call records</source>
        <translation>话单</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 项</translation>
    </message>
</context>
<context>
    <name>BlockText</name>
    <message>
        <source>Address blocked</source>
        <translation>地址已封锁</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Calls too often</source>
        <translation>呼叫过于频繁</translation>
    </message>
    <message>
        <source>Dialled too often</source>
        <translation>拨打过于频繁</translation>
    </message>
    <message>
        <source>Extension locked</source>
        <translation>分机已锁定</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>分机</translation>
    </message>
    <message>
        <source>Failed registrations</source>
        <translation>注册失败</translation>
    </message>
    <message>
        <source>Illegal calls</source>
        <translation>非法呼叫</translation>
    </message>
    <message>
        <source>Known scanner</source>
        <translation>已知扫描器</translation>
    </message>
    <message>
        <source>Malformed messages</source>
        <translation>畸形消息</translation>
    </message>
    <message>
        <source>Many extensions</source>
        <translation>尝试大量分机</translation>
    </message>
    <message>
        <source>Never answers</source>
        <translation>从不应答</translation>
    </message>
    <message>
        <source>Number blocked</source>
        <translation>号码已封锁</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Rate limited</source>
        <translation>速率受限</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>速率限制</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>登录被拒绝</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>more than {limit} in {seconds} s</source>
        <translation>{seconds} 秒内超过 {limit}</translation>
    </message>
    <message>
        <source>Sign-ins from your own address {address} are refused until {moment}: {why}</source>
        <translation>来自您自己地址 {address} 的登录在 {moment} 之前被拒绝：{why}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new call(s)</source>
        <translation>
            <numerusform>%Ln 次新呼叫</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln phone(s) registered there</source>
        <translation>
            <numerusform>该处有 %Ln 部话机注册</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln registration(s)</source>
        <translation>
            <numerusform>%Ln 次注册</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln 次请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s) of operators</source>
        <translation>
            <numerusform>操作员密码错误 %Ln 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s)</source>
        <translation>
            <numerusform>密码错误 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many calls a second</source>
        <translation>每秒呼叫过多</translation>
    </message>
    <message>
        <source>Too many calls at once</source>
        <translation>同时呼叫过多</translation>
    </message>
    <message>
        <source>Your own address {address} is blocked by {value} until {moment}: {why}</source>
        <translation>您自己的地址 {address} 被 {value} 封锁，直到 {moment}：{why}</translation>
    </message>
    <message>
        <source>Your own address {address} is blocked for good by {value}: {why}</source>
        <translation>您自己的地址 {address} 被 {value} 永久封锁：{why}</translation>
    </message>
    <message>
        <source>Your own address {address} is limited, not blocked: {why}</source>
        <translation>您自己的地址 {address} 受到限制，但未被封锁：{why}</translation>
    </message>
    <message>
        <source>an operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>blocked by hand, no reason given</source>
        <translation>手动封锁，未说明原因</translation>
    </message>
    <message>
        <source>ending now</source>
        <translation>即将结束</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>from {sources}</source>
        <translation>来自 {sources}</translation>
    </message>
    <message>
        <source>no such endpoint</source>
        <translation>无此终端</translation>
    </message>
    <message>
        <source>one of ours, never banned by a rule</source>
        <translation>自己人，规则永不封锁</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>while more comes</source>
        <translation>持续超出期间</translation>
    </message>
    <message>
        <source>wrong passwords</source>
        <translation>密码错误</translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation>已拒绝 {count} 次</translation>
    </message>
    <message>
        <source>{rule}: {reason}</source>
        <translation>{rule}：{reason}</translation>
    </message>
    <message>
        <source>{why}, any name from {address}</source>
        <translation>{why}，来自 {address} 的任意名称</translation>
    </message>
    <message>
        <source>{why}, from {address}</source>
        <translation>{why}，来自 {address}</translation>
    </message>
</context>
<context>
    <name>BlockView</name>
    <message>
        <source>Everything that is blocked</source>
        <translation>所有被封锁的对象</translation>
    </message>
</context>
<context>
    <name>BlockedPage</name>
    <message>
        <source>Everything that is refused now, whatever refuses it: addresses and networks whose messages are dropped, telephone numbers, extensions that are locked after wrong passwords, sources that ask for more than their limit, and refused sign-ins of operators. Each row says why, by whom and until when. Unblock undoes it in every layer at once; Unblock and trust keeps the rules away from it for a time. Type an address to see what blocks it. Trusted addresses, on the second tab, are never blocked by a rule.</source>
        <translation>当前被拒绝的一切，无论由哪一层拒绝：消息被丢弃的地址和网段、电话号码、因密码错误被锁定的分机、请求超出限制的来源，以及被拒绝的操作员登录。每一行说明原因、操作者和结束时间。“解除封锁”会一次撤销所有层；“解除并信任”会在一段时间内让规则不再针对它。输入地址即可查看是什么封锁了它。第二个标签页中的受信任地址永远不会被规则封锁。</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message>
        <source>Import list…</source>
        <translation>导入列表…</translation>
    </message>
    <message>
        <source>Block an address…</source>
        <translation>封锁地址…</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>封锁列表</translation>
    </message>
    <message>
        <source>Trusted addresses</source>
        <translation>信任地址</translation>
    </message>
    <message>
        <source>Firewall rules…</source>
        <translation>防火墙规则…</translation>
    </message>
    <message>
        <source>Block a number…</source>
        <translation>封锁号码…</translation>
    </message>
    <message>
        <source>Import a list of addresses to block…</source>
        <translation>导入要封锁的地址列表…</translation>
    </message>
    <message>
        <source>Unblock the selected entries…</source>
        <translation>解除所选项的封锁…</translation>
    </message>
    <message>
        <source>Unblock and trust for 1 hour…</source>
        <translation>解除封锁并信任 1 小时…</translation>
    </message>
    <message>
        <source>Block the selected addresses for good…</source>
        <translation>永久封锁所选地址…</translation>
    </message>
    <message>
        <source>Trust an address…</source>
        <translation>信任地址…</translation>
    </message>
    <message>
        <source>Export what is blocked as CSV…</source>
        <translation>将封锁列表导出为 CSV…</translation>
    </message>
    <message>
        <source>Firewall rules of what is blocked…</source>
        <translation>封锁列表的防火墙规则…</translation>
    </message>
    <message>
        <source>updated live</source>
        <translation>实时更新</translation>
    </message>
    <message>
        <source>the first {count} of each layer</source>
        <translation>每层前 {count} 项</translation>
    </message>
    <message>
        <source>Locked extensions are not known now: {why}</source>
        <translation>目前无法获知被锁定的分机：{why}</translation>
    </message>
</context>
<context>
    <name>Blocks</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>封锁对象</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>How often it was blocked before</source>
        <translation>此前被封锁的次数</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>Last dropped</source>
        <translation>最近丢弃</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Messages that were dropped since</source>
        <translation>此后丢弃的消息数</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Whether the kernel drops it before SIP</source>
        <translation>内核是否在 SIP 之前丢弃</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>CallBody</name>
    <message>
        <source>Running calls</source>
        <translation>正在进行的通话</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{running} running · {talking} talking · {ringing} ringing · {connecting} connecting</source>
        <translation>进行中 {running} · 通话 {talking} · 振铃 {ringing} · 接续 {connecting}</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count}</translation>
    </message>
</context>
<context>
    <name>CallChanges</name>
    <message numerus="yes">
        <source>%Ln call(s) are hung up.</source>
        <translation>
            <numerusform>已挂断 %Ln 个通话。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) were over already.</source>
        <translation>
            <numerusform>%Ln 个通话此前已结束。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not hung up: {count}, because {why}</source>
        <translation>未能挂断 {count} 个：{why}</translation>
    </message>
    <message>
        <source>The call is hung up.</source>
        <translation>通话已挂断。</translation>
    </message>
</context>
<context>
    <name>CallFilters</name>
    <message>
        <source>Number, address or Call-ID</source>
        <translation>号码、地址或 Call-ID</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>All gateways</source>
        <translation>全部网关</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
</context>
<context>
    <name>CallMenu</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the Call-ID</source>
        <translation>复制 Call-ID</translation>
    </message>
    <message numerus="yes">
        <source>Hang up %Ln call(s)…</source>
        <translation>
            <numerusform>挂断 %Ln 个通话…</numerusform>
        </translation>
    </message>
    <message>
        <source>Hang up {parties}…</source>
        <translation>挂断 {parties}…</translation>
    </message>
    <message>
        <source>Show call trace</source>
        <translation>查看呼叫跟踪</translation>
    </message>
    <message>
        <source>Show calls of {name}</source>
        <translation>显示 {name} 的通话</translation>
    </message>
</context>
<context>
    <name>CallRows</name>
    <message>
        <source>Connecting</source>
        <translation>接续</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>振铃</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通话</translation>
    </message>
</context>
<context>
    <name>CallStates</name>
    <message>
        <source>No call is in the state “{state}” now. The list follows by itself.</source>
        <translation>目前没有处于“{state}”状态的通话。列表会自动更新。</translation>
    </message>
    <message>
        <source>No call matches</source>
        <translation>没有匹配的通话</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>没有通话</translation>
    </message>
    <message>
        <source>No running call contains “{text}”. Search for a part of it.</source>
        <translation>没有包含“{text}”的通话。请只搜索其中一部分。</translation>
    </message>
    <message>
        <source>No running calls</source>
        <translation>目前没有通话</translation>
    </message>
    <message>
        <source>Nobody calls now. A call appears here the moment it begins, and leaves when it is over; what has ended is in the CDR.</source>
        <translation>现在没有人通话。通话一开始就会出现在这里，结束后离开；已结束的通话请到话单中查看。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Nothing runs through {name} now. A call appears here the moment it begins.</source>
        <translation>目前没有通话经过 {name}。通话一开始就会出现在这里。</translation>
    </message>
    <message>
        <source>Show all calls</source>
        <translation>显示全部通话</translation>
    </message>
</context>
<context>
    <name>CallTracePage</name>
    <message>
        <source>Call id or Call-ID</source>
        <translation>呼叫标识或 Call-ID</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Export the trace as text</source>
        <translation>将跟踪导出为文本</translation>
    </message>
    <message>
        <source>Export the trace as pcap</source>
        <translation>将跟踪导出为 pcap</translation>
    </message>
    <message>
        <source>Export text</source>
        <translation>导出文本</translation>
    </message>
    <message>
        <source>Export pcap</source>
        <translation>导出 pcap</translation>
    </message>
    <message>
        <source>The SIP messages of one call, of the caller and of every leg that was tried, in the order of the wire. Paste a call id or the Call-ID of any leg, or choose Show call trace in the menu of Current call or CDR. Go through the arrows with the up and down keys; the text of the message is beside them. Passwords and digests are covered with *. How long traces are kept is set by SS_SIP_TRACE_MINUTES.</source>
        <translation>一个呼叫的 SIP 消息，包括主叫侧和每个尝试过的分支，按线路上的顺序排列。粘贴呼叫标识或任一分支的 Call-ID，或在当前通话或话单的右键菜单中选择“查看呼叫跟踪”。用上下键逐条浏览箭头，消息原文显示在旁边。密码和摘要以 * 遮盖。跟踪的保留时间由 SS_SIP_TRACE_MINUTES 设定。</translation>
    </message>
    <message>
        <source>Looking for the call…</source>
        <translation>正在查找该呼叫…</translation>
    </message>
    <message>
        <source>No trace of this call</source>
        <translation>没有该呼叫的跟踪</translation>
    </message>
    <message>
        <source>Exported the trace to {path}</source>
        <translation>跟踪已导出到 {path}</translation>
    </message>
    <message>
        <source>Which call?</source>
        <translation>哪个呼叫？</translation>
    </message>
    <message>
        <source>Paste a call id or a Call-ID above and press Enter, or choose Show call trace in the menu of a row of Current call or CDR. You see every SIP message of the call as an arrow, live while it runs and for some minutes after its end.</source>
        <translation>在上方粘贴呼叫标识或 Call-ID 并按回车，或在当前通话或话单某行的右键菜单中选择“查看呼叫跟踪”。该呼叫的每条 SIP 消息显示为一个箭头，通话期间实时更新，结束后保留数分钟。</translation>
    </message>
</context>
<context>
    <name>Calls</name>
    <message>
        <source>Called address</source>
        <translation>被叫 IP</translation>
    </message>
    <message>
        <source>Called number</source>
        <translation>被叫号码</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>主叫号码</translation>
    </message>
    <message>
        <source>Caller address</source>
        <translation>主叫 IP</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>直连</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Extension {name}</source>
        <translation>终端 {name}</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>中继</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>To</source>
        <translation>去往</translation>
    </message>
</context>
<context>
    <name>CarrierText</name>
    <message>
        <source>A REGISTER is under way.</source>
        <translation>REGISTER 正在进行。</translation>
    </message>
    <message>
        <source>An answer to OPTIONS is waited for.</source>
        <translation>正在等待对 OPTIONS 的应答。</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>已询问</translation>
    </message>
    <message>
        <source>It answered {status} within {count} ms.</source>
        <translation>在 {count} 毫秒内应答 {status}。</translation>
    </message>
    <message>
        <source>It does not answer OPTIONS and gets no calls until it does.</source>
        <translation>它不应答 OPTIONS，在应答之前不会收到呼叫。</translation>
    </message>
    <message>
        <source>It failed: {why}.</source>
        <translation>失败：{why}。</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>Reachable</source>
        <translation>可达</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>Registering</source>
        <translation>正在注册</translation>
    </message>
    <message>
        <source>The carrier does not answer.</source>
        <translation>运营商没有应答。</translation>
    </message>
    <message>
        <source>The carrier keeps it until {time}.</source>
        <translation>运营商保留至 {time}。</translation>
    </message>
    <message>
        <source>The carrier keeps it.</source>
        <translation>运营商保留该注册。</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>用户名或密码错误。</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>不可达</translation>
    </message>
    <message>
        <source>{why} Next try {time}.</source>
        <translation>{why}下次尝试：{time}。</translation>
    </message>
</context>
<context>
    <name>CdrChips</name>
    <message numerus="yes">
        <source>%Ln address(es)</source>
        <translation>
            <numerusform>%Ln 个地址</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln callee(s)</source>
        <translation>
            <numerusform>%Ln 个被叫</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln caller(s)</source>
        <translation>
            <numerusform>%Ln 个主叫</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln destination(s)</source>
        <translation>
            <numerusform>%Ln 个目的地址</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln 个号码</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln source(s)</source>
        <translation>
            <numerusform>%Ln 个来源</numerusform>
        </translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Account {value}</source>
        <translation>账户 {value}</translation>
    </message>
    <message>
        <source>Address {value}</source>
        <translation>地址 {value}</translation>
    </message>
    <message>
        <source>Call-ID {value}</source>
        <translation>Call-ID {value}</translation>
    </message>
    <message>
        <source>Callee {value}</source>
        <translation>被叫 {value}</translation>
    </message>
    <message>
        <source>Caller {value}</source>
        <translation>主叫 {value}</translation>
    </message>
    <message>
        <source>Destination {value}</source>
        <translation>目的 {value}</translation>
    </message>
    <message>
        <source>Device {value}</source>
        <translation>设备 {value}</translation>
    </message>
    <message>
        <source>End reason not {value}</source>
        <translation>终止原因不是 {value}</translation>
    </message>
    <message>
        <source>End reason {value}</source>
        <translation>终止原因 {value}</translation>
    </message>
    <message>
        <source>End reason: {value}</source>
        <translation>终止原因：{value}</translation>
    </message>
    <message>
        <source>Ended by {value}</source>
        <translation>终止方 {value}</translation>
    </message>
    <message>
        <source>Gateway {value}</source>
        <translation>网关 {value}</translation>
    </message>
    <message>
        <source>Hold time from {value} s</source>
        <translation>通话时长不少于 {value} 秒</translation>
    </message>
    <message>
        <source>Hold time up to {value} s</source>
        <translation>通话时长不超过 {value} 秒</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>Mapping gateway {value}</source>
        <translation>对接网关 {value}</translation>
    </message>
    <message>
        <source>Number {value}</source>
        <translation>号码 {value}</translation>
    </message>
    <message>
        <source>Routing gateway {value}</source>
        <translation>落地网关 {value}</translation>
    </message>
    <message>
        <source>SIP status {value}</source>
        <translation>SIP 状态 {value}</translation>
    </message>
    <message>
        <source>Set a range…</source>
        <translation>设置范围…</translation>
    </message>
    <message>
        <source>Source {value}</source>
        <translation>来源 {value}</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>以及另外 {count} 个</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已接通</translation>
    </message>
    <message>
        <source>contains “{value}”</source>
        <translation>包含“{value}”</translation>
    </message>
    <message>
        <source>decided by this switch</source>
        <translation>由本交换机决定</translation>
    </message>
    <message>
        <source>illegal calls</source>
        <translation>非法呼叫</translation>
    </message>
    <message>
        <source>longer than 0 seconds</source>
        <translation>时长大于 0 秒</translation>
    </message>
    <message>
        <source>no illegal calls</source>
        <translation>不含非法呼叫</translation>
    </message>
    <message>
        <source>normal clearing</source>
        <translation>正常挂断</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未接通</translation>
    </message>
    <message>
        <source>not {value}</source>
        <translation>非 {value}</translation>
    </message>
    <message>
        <source>of 0 seconds</source>
        <translation>时长为 0 秒</translation>
    </message>
    <message>
        <source>redirected (3xx)</source>
        <translation>被重定向（3xx）</translation>
    </message>
    <message>
        <source>refused everywhere (6xx)</source>
        <translation>全局拒绝（6xx）</translation>
    </message>
    <message>
        <source>request failed (4xx)</source>
        <translation>请求失败（4xx）</translation>
    </message>
    <message>
        <source>server failed (5xx)</source>
        <translation>服务器失败（5xx）</translation>
    </message>
    <message>
        <source>{first} – {last}</source>
        <translation>{first} – {last}</translation>
    </message>
    <message>
        <source>{shown} and {count} more</source>
        <translation>{shown} 等，另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>CdrColumns</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答时间</translation>
    </message>
    <message>
        <source>Billed time</source>
        <translation>计费时长</translation>
    </message>
    <message>
        <source>Billing mode</source>
        <translation>计费方式</translation>
    </message>
    <message>
        <source>Call-ID</source>
        <translation>Call-ID</translation>
    </message>
    <message>
        <source>Callee</source>
        <translation>被叫</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>主叫</translation>
    </message>
    <message>
        <source>Click to sort by this column. Records are kept in the order of their start: a result of more than {count} is sorted by nothing else. Filter, or choose a shorter time.</source>
        <translation>点击可按此列排序。话单按开始时间保存：结果超过 {count} 条时只能按开始时间排序。请添加筛选条件或缩短时间范围。</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地址</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>End reason</source>
        <translation>终止原因</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>挂断方</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Flow number</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Hold time</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Mapping gateway</source>
        <translation>对接网关</translation>
    </message>
    <message>
        <source>Post-dial delay</source>
        <translation>接续时延</translation>
    </message>
    <message>
        <source>Records are shown in the order of their start. Click to turn it round.</source>
        <translation>话单按起始时间顺序显示。点击可反转顺序。</translation>
    </message>
    <message>
        <source>Routing gateway</source>
        <translation>落地网关</translation>
    </message>
    <message>
        <source>SIP status</source>
        <translation>SIP 状态码</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源地址</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>{count} ms</source>
        <translation>{count} ms</translation>
    </message>
</context>
<context>
    <name>CdrExport</name>
    <message>
        <source>Comparing the checksum</source>
        <translation>正在比对校验和</translation>
    </message>
    <message>
        <source>Fetching the file: {fetched} of {size}</source>
        <translation>正在下载文件：{fetched} / {size}</translation>
    </message>
    <message>
        <source>The connection broke; trying to go on</source>
        <translation>连接中断，正在尝试继续</translation>
    </message>
    <message>
        <source>The export that is running would be stopped.</source>
        <translation>正在进行的导出将被中止。</translation>
    </message>
    <message>
        <source>The file whose download broke off could not be gone on with.</source>
        <translation>下载中断的文件将无法继续下载。</translation>
    </message>
    <message>
        <source>Waiting for the engine</source>
        <translation>正在等待服务器</translation>
    </message>
    <message numerus="yes">
        <source>Writing {rows} of %Ln record(s)</source>
        <translation>
            <numerusform>正在写入 {rows} / %Ln 条话单</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CdrMenu</name>
    <message>
        <source>Copy Call-ID</source>
        <translation>复制 Call-ID</translation>
    </message>
    <message>
        <source>Copy address {value}</source>
        <translation>复制地址 {value}</translation>
    </message>
    <message>
        <source>Copy callee {value}</source>
        <translation>复制被叫 {value}</translation>
    </message>
    <message>
        <source>Copy caller {value}</source>
        <translation>复制主叫 {value}</translation>
    </message>
    <message>
        <source>Not end reason {value}</source>
        <translation>排除终止原因 {value}</translation>
    </message>
    <message>
        <source>Not this account: {value}</source>
        <translation>排除此账户：{value}</translation>
    </message>
    <message>
        <source>Not this address: {value}</source>
        <translation>排除此地址：{value}</translation>
    </message>
    <message>
        <source>Not this callee: {value}</source>
        <translation>排除此被叫：{value}</translation>
    </message>
    <message>
        <source>Not this caller: {value}</source>
        <translation>排除此主叫：{value}</translation>
    </message>
    <message>
        <source>Not this device: {value}</source>
        <translation>排除此设备：{value}</translation>
    </message>
    <message>
        <source>Only billing mode {value}</source>
        <translation>只看计费方式 {value}</translation>
    </message>
    <message>
        <source>Only this account: {value}</source>
        <translation>只看此账户：{value}</translation>
    </message>
    <message>
        <source>Only this address: {value}</source>
        <translation>只看此地址：{value}</translation>
    </message>
    <message>
        <source>Only this callee: {value}</source>
        <translation>只看此被叫：{value}</translation>
    </message>
    <message>
        <source>Only this caller: {value}</source>
        <translation>只看此主叫：{value}</translation>
    </message>
    <message>
        <source>Only this device: {value}</source>
        <translation>只看此设备：{value}</translation>
    </message>
    <message>
        <source>Only end reason {value}</source>
        <translation>只看终止原因 {value}</translation>
    </message>
</context>
<context>
    <name>CdrMoreFilters</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Address or network, either side</source>
        <translation>任一方的地址或网段</translation>
    </message>
    <message>
        <source>Call-ID</source>
        <translation>Call-ID</translation>
    </message>
    <message>
        <source>Callee</source>
        <translation>被叫</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>主叫</translation>
    </message>
    <message>
        <source>Destination address</source>
        <translation>目的地址</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>End reason</source>
        <translation>终止原因</translation>
    </message>
    <message>
        <source>End reason: {name}</source>
        <translation>终止原因：{name}</translation>
    </message>
    <message>
        <source>Gateway, either side</source>
        <translation>任一方的网关</translation>
    </message>
    <message>
        <source>Hold time</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Mapping gateway</source>
        <translation>对接网关</translation>
    </message>
    <message>
        <source>Number, either side</source>
        <translation>任一方的号码</translation>
    </message>
    <message>
        <source>Routing gateway</source>
        <translation>落地网关</translation>
    </message>
    <message>
        <source>SIP status</source>
        <translation>SIP 状态</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>来源地址</translation>
    </message>
</context>
<context>
    <name>CdrPage</name>
    <message>
        <source>Export records</source>
        <translation>导出话单</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Test call</source>
        <translation>测试呼叫</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Show or hide the chart (Ctrl+Shift+H)</source>
        <translation>显示或隐藏图表（Ctrl+Shift+H）</translation>
    </message>
    <message>
        <source>Exports need the role operator or admin.</source>
        <translation>导出需要操作员或管理员角色。</translation>
    </message>
    <message>
        <source>Hold these records…</source>
        <translation>保全这些话单…</translation>
    </message>
    <message>
        <source>Test call…</source>
        <translation>测试呼叫…</translation>
    </message>
    <message>
        <source>Show or hide the chart</source>
        <translation>显示或隐藏图表</translation>
    </message>
    <message>
        <source>Back to what was shown before</source>
        <translation>返回之前显示的内容</translation>
    </message>
    <message>
        <source>Choose another time</source>
        <translation>选择其他时间</translation>
    </message>
    <message>
        <source>No record of this time matches the other filters.</source>
        <translation>这段时间内没有符合其他筛选条件的话单。</translation>
    </message>
    <message numerus="yes">
        <source>{count} attempt(s) of this time were counted but not recorded, because a recording parameter is 0. See System settings › Billing parameters.</source>
        <translation>
            <numerusform>这段时间内有 {count} 次呼叫尝试只计数而未生成话单，因为某个话单记录参数为 0。参见“系统设置 › 计费参数”。</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls appear here as they end, refused ones included. To see one now, press Test call.</source>
        <translation>通话结束后显示在这里，被拒绝的呼叫也包括在内。要立即看到一条，请按“测试呼叫”。</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>清除全部筛选</translation>
    </message>
    <message>
        <source>Every call and every attempt, as it is billed. The time range is always applied. Billing mode 9 are illegal calls: their source was not authorised. Type 8801*, 10.0.0.0/8, !1001, hold&gt;30 or -9 to filter, or paste a list of numbers. 486 alone is an end reason; among three or more numbers it is an extension, unless all of them can be end reasons; reason:486 and number:486 say which is meant. Drag over the chart to set the time; right-click a row to narrow down to its source. An export holds exactly the records counted here; “Hold these records…” (Ctrl+K) keeps them from retention.</source>
        <translation>每一次呼叫和每一次尝试，均按计费方式列出。时间范围始终生效。计费方式 9 是非法呼叫：其来源未经授权。输入 8801*、10.0.0.0/8、!1001、hold&gt;30 或 -9 即可过滤，也可粘贴一组号码。单独的 486 是终止原因；一次输入三个或更多号码时它是分机号码，除非它们全都可能是终止原因；用 reason:486 或 number:486 可明确所指。在图表上拖动可设定时间；右键单击某行可只看其来源。导出的内容正是此处统计的话单。“保全这些话单…”（Ctrl+K）使它们不被保留期清理删除。</translation>
    </message>
    <message>
        <source>Earlier exports</source>
        <translation>以前的导出</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Set a time range</source>
        <translation>设置时间范围</translation>
    </message>
    <message>
        <source>Jump to time…</source>
        <translation>跳转到时间…</translation>
    </message>
    <message>
        <source>Open billing parameters</source>
        <translation>打开计费参数</translation>
    </message>
    <message>
        <source>No records</source>
        <translation>没有话单</translation>
    </message>
    <message>
        <source>The records could not be counted: {why}</source>
        <translation>无法统计话单：{why}</translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln record(s)</source>
        <translation>
            <numerusform>导出 %Ln 条话单</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChainStrip</name>
    <message>
        <source>Show the entry</source>
        <translation>显示该条目</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
</context>
<context>
    <name>ChangeBlock</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Never changed.</source>
        <translation>从未修改过。</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message numerus="yes">
        <source>All %Ln point(s) are in order.</source>
        <translation>
            <numerusform>全部 %Ln 项均正常。</numerusform>
        </translation>
    </message>
    <message>
        <source>In order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>In order: {good} of {count}. Could be better: {warnings}. Wrong: {wrong}.</source>
        <translation>共 {count} 项：正常 {good} 项，可改进 {warnings} 项，有问题 {wrong} 项。</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>有问题</translation>
    </message>
</context>
<context>
    <name>ChecklistPage</name>
    <message>
        <source>Save the report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Save the report on security settings…</source>
        <translation>保存安全设置报告…</translation>
    </message>
    <message>
        <source>Nine points make a softswitch safe to leave alone. Each says how it stands now, why it matters and what to change; Fix changes the parameters after you have seen them. The report, as PDF or JSON, writes down every security setting with who set it, when and why; making it is the ninth point.</source>
        <translation>做到这九项，软交换才能放心运行。每一项都说明当前状态、为什么重要以及应更改什么；“修复”会先列出要更改的参数，确认后才更改。报告（PDF 或 JSON）记录每项安全设置由谁、何时、因何设置；生成报告就是第九项。</translation>
    </message>
    <message>
        <source>Change these parameters?</source>
        <translation>更改这些参数？</translation>
    </message>
    <message>
        <source>They act from the next message on, and can be changed back at any time.</source>
        <translation>从下一条消息起生效，随时可以改回。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Checklist: {title}</source>
        <translation>安全检查表：{title}</translation>
    </message>
    <message>
        <source>Another change is under way.</source>
        <translation>另一项更改正在进行。</translation>
    </message>
    <message>
        <source>A report is already being made.</source>
        <translation>报告正在生成。</translation>
    </message>
    <message>
        <source>Save the report (PDF, or JSON by the ending .json)</source>
        <translation>保存报告（PDF；以 .json 结尾则为 JSON）</translation>
    </message>
    <message>
        <source>Nine points</source>
        <translation>九项检查</translation>
    </message>
    <message>
        <source>Changed: {title}</source>
        <translation>已更改：{title}</translation>
    </message>
    <message>
        <source>The report was saved as {path}</source>
        <translation>报告已保存为 {path}</translation>
    </message>
    <message>
        <source>Only an operator may.</source>
        <translation>只有操作员可以。</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove filter: {name}</source>
        <translation>移除筛选：{name}</translation>
    </message>
</context>
<context>
    <name>Chrome</name>
    <message>
        <source>Show or hide the navigation</source>
        <translation>显示或隐藏导航</translation>
    </message>
    <message>
        <source>Go to anything…</source>
        <translation>转到…</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>ClearSuspend</name>
    <message numerus="yes">
        <source>Registration is possible at once and the failure counter is 0. A device that still has a wrong password is suspended again after %Ln attempt(s).</source>
        <translation>
            <numerusform>该分机可以立即注册，失败次数清零。密码仍然错误的设备在 %Ln 次失败后会再次被锁定。</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear registration suspend of {name}?</source>
        <translation>清除 {name} 的注册锁定？</translation>
    </message>
    <message numerus="yes">
        <source>Clear registration suspend of %Ln extension(s)?</source>
        <translation>
            <numerusform>清除 %Ln 个分机的注册锁定？</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColumnList</name>
    <message>
        <source>Columns, in their order</source>
        <translation>按顺序排列的列</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Go to a page or do something…</source>
        <translation>输入页面或操作…</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Type {word} to confirm</source>
        <translation>输入 {word} 以确认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>等，另有 {count} 个</translation>
    </message>
</context>
<context>
    <name>ContentStack</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Ask an administrator for the right, or sign in as somebody else.</source>
        <translation>请向管理员申请权限，或用其他账号登录。</translation>
    </message>
    <message>
        <source>Not allowed for your role</source>
        <translation>您的角色没有此权限</translation>
    </message>
    <message>
        <source>Not live: this was true at {time}.</source>
        <translation>非实时：这是 {time} 的状态。</translation>
    </message>
</context>
<context>
    <name>CurrentCallPage</name>
    <message>
        <source>Every call that runs now: connecting until the other side answers at all, ringing, then talking. The duration counts the talk time once both talk. Select one or many calls and hang them up with the button, the menu or the Delete key; a question comes first. Ended calls leave the list and are found in the CDR.</source>
        <translation>所有正在进行的呼叫：对端有响应之前为接续，然后振铃，再到通话。接通后时长为通话时长。选中一个或多个通话，用按钮、菜单或 Delete 键挂断，挂断前会先确认。结束的通话离开列表，可在话单中查到。</translation>
    </message>
    <message>
        <source>Hang up…</source>
        <translation>挂断…</translation>
    </message>
    <message>
        <source>Hang up the selected calls…</source>
        <translation>挂断选中的通话…</translation>
    </message>
    <message>
        <source>Test call…</source>
        <translation>测试呼叫…</translation>
    </message>
    <message>
        <source>Show all running calls</source>
        <translation>显示全部当前通话</translation>
    </message>
    <message>
        <source>Show calls that talk</source>
        <translation>显示通话中的呼叫</translation>
    </message>
    <message>
        <source>Show calls that ring</source>
        <translation>显示振铃中的呼叫</translation>
    </message>
    <message>
        <source>updated live</source>
        <translation>实时更新</translation>
    </message>
    <message>
        <source>the first {count}</source>
        <translation>前 {count} 个</translation>
    </message>
    <message numerus="yes">
        <source>Hang up %Ln call(s)…</source>
        <translation>
            <numerusform>挂断 %Ln 个通话…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteEndpoints</name>
    <message numerus="yes">
        <source>Delete %Ln endpoint(s)?</source>
        <translation>
            <numerusform>删除 %Ln 个终端？</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>删除 {name}？</translation>
    </message>
    <message>
        <source>Registrations end now and the passwords are gone. Call records stay. This does not come back by itself.</source>
        <translation>注册立即失效，密码被删除。话单保留。此操作不能自动恢复。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>DELETE</source>
        <translation>DELETE</translation>
    </message>
</context>
<context>
    <name>DeleteGateways</name>
    <message numerus="yes">
        <source>Delete %Ln gateway(s)?</source>
        <translation>
            <numerusform>删除 %Ln 个网关？</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>删除 {name}？</translation>
    </message>
    <message>
        <source>Its addresses, prefixes and rules are gone. Calls that run go on, call records stay. This does not come back by itself.</source>
        <translation>其地址、前缀和改写规则将被删除。正在进行的通话继续，话单保留。此操作不能自动恢复。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>DELETE</source>
        <translation>DELETE</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Change all the same</source>
        <translation>仍要更改</translation>
    </message>
    <message>
        <source>Change the language now?</source>
        <translation>现在切换语言？</translation>
    </message>
    <message>
        <source>Change the time zone now?</source>
        <translation>现在更改时区？</translation>
    </message>
    <message>
        <source>Sign in again?</source>
        <translation>重新登录？</translation>
    </message>
    <message>
        <source>Sign in all the same</source>
        <translation>仍要登录</translation>
    </message>
    <message>
        <source>Sign out all the same</source>
        <translation>仍要注销</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>注销？</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Starting the engine on this computer…</source>
        <translation>正在启动本机的软交换…</translation>
    </message>
    <message>
        <source>The engine runs. Its first password was changed: sign in with yours.</source>
        <translation>软交换已在运行，初始密码已被修改：请用您的密码登录。</translation>
    </message>
    <message>
        <source>Your session has expired. Sign in to go on.</source>
        <translation>会话已过期，请重新登录。</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>本机</translation>
    </message>
</context>
<context>
    <name>DryRunDialog</name>
    <message>
        <source>Try before applying</source>
        <translation>应用前试算</translation>
    </message>
    <message>
        <source>What these values would have done to what was really tried: {values}</source>
        <translation>这些值对实际发生的尝试会产生什么影响：{values}</translation>
    </message>
    <message>
        <source>Whom the values would have hit</source>
        <translation>这些值会影响谁</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Replaying what happened…</source>
        <translation>正在重放发生过的事件…</translation>
    </message>
</context>
<context>
    <name>DryRuns</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Customers among them, who registered rightly in the same time: {count}.</source>
        <translation>其中在同一时期正确注册过的客户：{count}。</translation>
    </message>
    <message>
        <source>Earlier by</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Events that were not kept apart at the time: {count}.</source>
        <translation>当时未单独保留的事件：{count}。</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首次</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Gateways that reached a limit, and are spared: {count}.</source>
        <translation>达到上限但会被放过的网关：{count}。</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Nothing was tried in this time: no wrong password, no illegal call.</source>
        <translation>这段时间内没有任何尝试：没有错误密码，也没有非法呼叫。</translation>
    </message>
    <message numerus="yes">
        <source>Of {attempts} attempt(s) since {began}, {stopped} would have been stopped. Endpoints locked out: {endpoints}; addresses blocked or limited: {addresses}; really hit then: {did}.</source>
        <translation>
            <numerusform>自 {began} 以来的 {attempts} 次尝试中，{stopped} 次会被拦截。被锁定的终端：{endpoints}；被封禁或限速的地址：{addresses}；当时实际命中：{did}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Right but refused</source>
        <translation>正确却被拒</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>拦下</translation>
    </message>
    <message>
        <source>There was too much for one trial: it ends at {moment}.</source>
        <translation>数据太多，一次试算只到 {moment}。</translation>
    </message>
    <message>
        <source>Was hit</source>
        <translation>实际命中</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Would be hit</source>
        <translation>会命中</translation>
    </message>
    <message>
        <source>as it was</source>
        <translation>与实际相同</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>known extension</source>
        <translation>已有分机</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>no longer</source>
        <translation>不再命中</translation>
    </message>
    <message>
        <source>spared</source>
        <translation>豁免</translation>
    </message>
    <message>
        <source>stranger</source>
        <translation>陌生人</translation>
    </message>
</context>
<context>
    <name>EarlierExportsDialog</name>
    <message>
        <source>Earlier exports</source>
        <translation>以前的导出</translation>
    </message>
    <message>
        <source>Export this range</source>
        <translation>导出此时间段</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Again with new dates…</source>
        <translation>用新日期再次导出…</translation>
    </message>
    <message>
        <source>Copy checksum</source>
        <translation>复制校验和</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Nobody can download “{name}” any more. The call records stay.</source>
        <translation>任何人都不能再下载“{name}”。话单保留。</translation>
    </message>
    <message>
        <source>Delete the export?</source>
        <translation>删除该导出文件？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Exports need the role operator or admin.</source>
        <translation>导出需要操作员或管理员角色。</translation>
    </message>
    <message>
        <source>The checksum is on the clipboard.</source>
        <translation>校验和已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>returned before its time</source>
        <translation>提前恢复</translation>
    </message>
</context>
<context>
    <name>EditorFrame</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>EndpointBody</name>
    <message>
        <source>Endpoints</source>
        <translation>终端</translation>
    </message>
</context>
<context>
    <name>EndpointChanges</name>
    <message>
        <source>Nothing to clear: the suspension was over already.</source>
        <translation>无需清除：锁定已经结束。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more were not changed.</source>
        <translation>
            <numerusform>另有 %Ln 个没有修改。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suspension(s) cleared: {names}.</source>
        <translation>
            <numerusform>已清除 %Ln 个注册锁定：{names}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were not suspended any more.</source>
        <translation>
            <numerusform>%Ln 个已不在锁定中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s) forgotten.</source>
        <translation>
            <numerusform>%Ln 次密码错误已清零。</numerusform>
        </translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>{name} may register again.</source>
        <translation>{name} 可以重新注册了。</translation>
    </message>
    <message>
        <source>{name} was not changed: {why}</source>
        <translation>{name} 没有修改：{why}</translation>
    </message>
</context>
<context>
    <name>EndpointChips</name>
    <message>
        <source>Extension or name</source>
        <extracomment>Where each chip&apos;s count stands in the totals of the interface, and its tone.</extracomment>
        <translation>分机号或名称</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Unregistered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>Unknown under attack</source>
        <translation>受攻击的未知号码</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Group by source</source>
        <translation>按来源分组</translation>
    </message>
    <message>
        <source>Extensions that do not exist here and are suspended after wrong passwords</source>
        <translation>本机不存在、因密码错误而被锁定的分机号</translation>
    </message>
    <message>
        <source>By source</source>
        <translation>按来源</translation>
    </message>
</context>
<context>
    <name>EndpointFiles</name>
    <message>
        <source>Import endpoints</source>
        <translation>导入终端</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt)</source>
        <translation>CSV 文件 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>{file} cannot be imported: {why}</source>
        <translation>{file} 无法导入：{why}</translation>
    </message>
    <message>
        <source>Export endpoints</source>
        <translation>导出终端</translation>
    </message>
    <message>
        <source>{file} was not written: {why}</source>
        <translation>{file} 没有写入：{why}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln endpoint(s) written to {file}.</source>
        <translation>
            <numerusform>已将 %Ln 个终端写入 {file}。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndpointForm</name>
    <message>
        <source>Extension</source>
        <translation>分机号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>May register</source>
        <translation>允许注册</translation>
    </message>
    <message>
        <source>Create the endpoint</source>
        <translation>创建终端</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>EndpointImport</name>
    <message>
        <source>Created: {created}. Existed already: {skipped}. Lines refused: {bad}.</source>
        <translation>已创建：{created}。原已存在：{skipped}。被拒绝的行：{bad}。</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>分机号</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The file is larger than {size} MB; import it in parts.</source>
        <translation>文件超过 {size} MB，请分批导入。</translation>
    </message>
    <message>
        <source>The file is not UTF-8 text: save it as CSV UTF-8 (comma separated).</source>
        <translation>文件不是 UTF-8 文本：请另存为 CSV UTF-8（逗号分隔）。</translation>
    </message>
    <message>
        <source>To be created: {created}. There already: {skipped}. Lines refused: {bad}.</source>
        <translation>将创建：{created}。已存在：{skipped}。被拒绝的行：{bad}。</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
</context>
<context>
    <name>EndpointManagementPage</name>
    <message>
        <source>Every telephone account: whether it is registered, from where, and whether it is suspended after wrong passwords, why and for how long. Right-click a suspended one and clear it; it may register at once. Group by source to see one attacker behind many extensions. “Unknown under attack” are numbers that do not exist here.</source>
        <translation>全部话机账号：是否注册、从哪里注册，以及是否因密码错误被锁定、原因和剩余时间。右键单击被锁定的终端即可清除，之后可以立即注册。按来源分组可以看出同一攻击者针对了哪些分机。“受攻击的未知号码”是本机不存在的号码。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>New endpoint</source>
        <translation>新建终端</translation>
    </message>
    <message>
        <source>Clear registration suspend of the selection</source>
        <translation>清除所选终端的注册锁定</translation>
    </message>
    <message>
        <source>Import endpoints…</source>
        <translation>导入终端…</translation>
    </message>
    <message>
        <source>Export endpoints…</source>
        <translation>导出终端…</translation>
    </message>
    <message>
        <source>Group by source</source>
        <translation>按来源分组</translation>
    </message>
    <message>
        <source>Show suspended endpoints</source>
        <translation>显示已锁定的终端</translation>
    </message>
    <message>
        <source>Show unknown extensions under attack</source>
        <translation>显示受攻击的未知号码</translation>
    </message>
    <message>
        <source>updated live</source>
        <translation>实时更新</translation>
    </message>
    <message>
        <source>{count} loaded</source>
        <translation>已载入 {count} 个</translation>
    </message>
    <message>
        <source>States are not known now: {why}</source>
        <translation>当前状态未知：{why}</translation>
    </message>
    <message>
        <source>Operators and administrators change endpoints.</source>
        <translation>修改终端需要操作员或管理员角色。</translation>
    </message>
</context>
<context>
    <name>EndpointMenu</name>
    <message>
        <source>Clear registration suspend</source>
        <translation>清除注册锁定</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Delete {name}…</source>
        <translation>删除 {name}…</translation>
    </message>
    <message>
        <source>Disable {name}…</source>
        <translation>停用 {name}…</translation>
    </message>
    <message numerus="yes">
        <source>Clear registration suspend of %Ln extension(s)</source>
        <translation>
            <numerusform>清除 %Ln 个分机的注册锁定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln endpoint(s)…</source>
        <translation>
            <numerusform>删除 %Ln 个终端…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %Ln endpoint(s)…</source>
        <translation>
            <numerusform>停用 %Ln 个终端…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %Ln endpoint(s)</source>
        <translation>
            <numerusform>启用 %Ln 个终端</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable {name}</source>
        <translation>启用 {name}</translation>
    </message>
    <message>
        <source>Show CDRs of {address}</source>
        <translation>查看 {address} 的话单</translation>
    </message>
    <message>
        <source>Show history of {name}</source>
        <translation>查看 {name} 的历史</translation>
    </message>
</context>
<context>
    <name>EndpointPane</name>
    <message>
        <source>Registration</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Clear registration suspend</source>
        <translation>清除注册锁定</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>Suspension</source>
        <translation>注册锁定</translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation>注册信息</translation>
    </message>
    <message>
        <source>History of suspensions</source>
        <translation>锁定历史</translation>
    </message>
</context>
<context>
    <name>EndpointPasswords</name>
    <message>
        <source>something else than the extension</source>
        <translation>与分机号不同的内容</translation>
    </message>
    <message>
        <source>something that is harder to guess: no common words, names or years, and no repeated characters or rows of keys</source>
        <translation>更难猜到的内容：不用常见单词、姓名或年份，也不用重复字符或键盘顺序</translation>
    </message>
    <message>
        <source>Very weak</source>
        <translation>非常弱</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强</translation>
    </message>
    <message numerus="yes">
        <source>at least %Ln character(s) ({missing} more)</source>
        <translation>
            <numerusform>至少 %Ln 个字符（还差 {missing} 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>a small letter</source>
        <translation>小写字母</translation>
    </message>
    <message>
        <source>a capital letter</source>
        <translation>大写字母</translation>
    </message>
    <message>
        <source>a digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a special sign, such as - _ . !</source>
        <translation>特殊字符，例如 - _ . !</translation>
    </message>
</context>
<context>
    <name>EndpointStates</name>
    <message>
        <source>A telephone registers with an endpoint&apos;s extension and password.</source>
        <translation>话机使用终端的分机号和密码注册。</translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation>转到 {name}</translation>
    </message>
    <message>
        <source>New endpoint</source>
        <translation>新建终端</translation>
    </message>
    <message>
        <source>No endpoint is in this state now. The list follows by itself.</source>
        <translation>目前没有处于此状态的终端。列表会自动更新。</translation>
    </message>
    <message>
        <source>No endpoint matches</source>
        <translation>没有符合条件的终端</translation>
    </message>
    <message>
        <source>No endpoints yet</source>
        <translation>还没有终端</translation>
    </message>
    <message>
        <source>No suspensions</source>
        <translation>没有注册锁定</translation>
    </message>
    <message numerus="yes">
        <source>Nobody is locked out now. After %Ln wrong password(s) an extension appears here.</source>
        <translation>
            <numerusform>目前没有被锁定的分机。密码错误达到 %Ln 次后会出现在这里。</numerusform>
        </translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Nothing contains “{text}”. Search for a part of it.</source>
        <translation>没有包含“{text}”的内容，请尝试搜索其中一部分。</translation>
    </message>
    <message>
        <source>Show all endpoints</source>
        <translation>显示全部终端</translation>
    </message>
    <message>
        <source>The lockout is off: turn on {name}, and wrong passwords suspend the extension for a while.</source>
        <translation>注册锁定功能未开启：打开 {name} 后，密码错误的分机会被锁定一段时间。</translation>
    </message>
</context>
<context>
    <name>EndpointText</name>
    <message numerus="yes">
        <source>%Ln extension(s)</source>
        <translation>
            <numerusform>%Ln 个分机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s) so far</source>
        <translation>
            <numerusform>累计 %Ln 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s)</source>
        <translation>
            <numerusform>%Ln 次密码错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Not known now</source>
        <translation>当前未知</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Unknown, locked</source>
        <translation>未知号码，已锁定</translation>
    </message>
    <message>
        <source>Unregistered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>last seen {ago}</source>
        <translation>最后在线：{ago}</translation>
    </message>
    <message>
        <source>no such endpoint</source>
        <translation>没有此终端</translation>
    </message>
    <message>
        <source>not seen so far</source>
        <translation>至今未见</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>switched off by an operator</source>
        <translation>已被操作员停用</translation>
    </message>
    <message>
        <source>the softswitch cannot be asked</source>
        <translation>无法查询软交换</translation>
    </message>
    <message>
        <source>wrong passwords</source>
        <translation>次密码错误</translation>
    </message>
    <message>
        <source>{ago} · expires in {span}</source>
        <translation>{ago} · {span}后到期</translation>
    </message>
    <message>
        <source>{count} suspended</source>
        <translation>{count} 个已锁定</translation>
    </message>
    <message>
        <source>{first}–{last} in sequence</source>
        <translation>{first}–{last} 连号</translation>
    </message>
    <message>
        <source>{why} · clearing now</source>
        <translation>{why} · 正在解除</translation>
    </message>
    <message>
        <source>{why} · clears in {time}</source>
        <translation>{why} · {time} 后解除</translation>
    </message>
</context>
<context>
    <name>Endpoints</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>分机号</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败次数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源地址</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>no source</source>
        <translation>无来源</translation>
    </message>
    <message>
        <source>one extension each</source>
        <translation>各一个分机</translation>
    </message>
</context>
<context>
    <name>EngineReport</name>
    <message>
        <source>, process {pid}</source>
        <translation>，进程号 {pid}</translation>
    </message>
    <message numerus="yes">
        <source>, restarted %Ln time(s)</source>
        <translation>
            <numerusform>，已重启 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>, since {time}</source>
        <translation>，自 {time}</translation>
    </message>
    <message>
        <source>Alarms:</source>
        <translation>告警：</translation>
    </message>
    <message>
        <source>Engine version {version}</source>
        <translation>软交换版本 {version}</translation>
    </message>
    <message numerus="yes">
        <source>Journal: %Ln segment(s) wait, the oldest for {age}</source>
        <translation>
            <numerusform>话单日志：%Ln 个分段待写入，最早的已等待 {age}</numerusform>
        </translation>
    </message>
    <message>
        <source>Journal: everything is written to the store</source>
        <translation>话单日志：已全部写入数据库</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Request {identifier}</source>
        <translation>请求编号 {identifier}</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Ask an administrator for the right, or sign in as somebody else.</source>
        <translation>请向管理员申请权限，或用其他账号登录。</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Check the address and whether the engine runs; it is tried again by itself.</source>
        <translation>请检查地址以及服务器是否在运行；程序会自动重试。</translation>
    </message>
    <message>
        <source>Check the certificate of the server and the clock of this computer.</source>
        <translation>请检查服务器证书和本机时钟。</translation>
    </message>
    <message>
        <source>Choose another folder or another name.</source>
        <translation>请选择其他文件夹或其他名称。</translation>
    </message>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>请释放空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Not allowed for your role</source>
        <translation>您的角色没有此权限</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>Nothing took effect. Wait until the lamp is green and repeat it.</source>
        <translation>没有任何修改生效。请等状态灯变绿后重试。</translation>
    </message>
    <message>
        <source>Refresh (F5) and look at what is there now.</source>
        <translation>请刷新 (F5) 查看当前内容。</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>请重新登录。</translation>
    </message>
    <message>
        <source>Somebody else changed it</source>
        <translation>已被他人修改</translation>
    </message>
    <message>
        <source>The connection is not secure</source>
        <translation>连接不安全</translation>
    </message>
    <message>
        <source>The disk of this computer is full</source>
        <translation>本机磁盘已满</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>无法写入文件</translation>
    </message>
    <message>
        <source>The server does not answer</source>
        <translation>服务器没有响应</translation>
    </message>
    <message>
        <source>The server failed</source>
        <translation>服务器出错</translation>
    </message>
    <message>
        <source>The server refused the values</source>
        <translation>服务器拒绝了这些值</translation>
    </message>
    <message>
        <source>The softswitch did not acknowledge</source>
        <translation>软交换没有确认</translation>
    </message>
    <message>
        <source>Too many attempts</source>
        <translation>尝试次数过多</translation>
    </message>
    <message>
        <source>Try again; if it stays, look into the log of the engine.</source>
        <translation>请重试；如果仍然出现，请查看服务器日志。</translation>
    </message>
    <message>
        <source>Wait {span} before the next attempt.</source>
        <translation>请等待 {span} 后再试。</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>All sources, for reading (PDF)</source>
        <translation>全部来源，供阅读（PDF）</translation>
    </message>
    <message>
        <source>All sources, the records (CSV)</source>
        <translation>全部来源，话单（CSV）</translation>
    </message>
    <message>
        <source>All sources, for programs (JSON)</source>
        <translation>全部来源，供程序使用（JSON）</translation>
    </message>
    <message>
        <source>{source} alone, for reading (PDF)</source>
        <translation>仅 {source}，供阅读（PDF）</translation>
    </message>
    <message>
        <source>{source} alone, the records (CSV)</source>
        <translation>仅 {source}，话单（CSV）</translation>
    </message>
    <message>
        <source>{source} alone, for programs (JSON)</source>
        <translation>仅 {source}，供程序使用（JSON）</translation>
    </message>
    <message>
        <source>An export is already running.</source>
        <translation>已有导出正在进行。</translation>
    </message>
    <message>
        <source>Save the evidence report</source>
        <translation>保存证据报告</translation>
    </message>
    <message>
        <source>Saved the report as {path}. The checksum is that of the engine: {checksum}…</source>
        <translation>报告已保存为 {path}。校验和与引擎一致：{checksum}…</translation>
    </message>
    <message>
        <source>{what}. What has come of the file is kept.</source>
        <translation>{what}。已收到的部分文件予以保留。</translation>
    </message>
</context>
<context>
    <name>ExportColumns</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答时间</translation>
    </message>
    <message>
        <source>Billed time</source>
        <translation>计费时长</translation>
    </message>
    <message>
        <source>Billing mode</source>
        <translation>计费方式</translation>
    </message>
    <message>
        <source>Billing mode (code)</source>
        <translation>计费方式（代码）</translation>
    </message>
    <message>
        <source>Call-ID</source>
        <translation>Call-ID</translation>
    </message>
    <message>
        <source>Callee</source>
        <translation>被叫</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>主叫号码</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地址</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>End reason</source>
        <translation>终止原因</translation>
    </message>
    <message>
        <source>End reason (code)</source>
        <translation>终止原因（代码）</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>挂断方</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Flow number</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Hold time</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Mapping gateway</source>
        <translation>对接网关</translation>
    </message>
    <message>
        <source>Post-dial delay</source>
        <translation>接续时延</translation>
    </message>
    <message>
        <source>Record identifier</source>
        <translation>话单标识</translation>
    </message>
    <message>
        <source>Routing gateway</source>
        <translation>落地网关</translation>
    </message>
    <message>
        <source>SIP status</source>
        <translation>SIP 状态码</translation>
    </message>
    <message>
        <source>Sorted by {column}, ascending.</source>
        <translation>按“{column}”升序排列。</translation>
    </message>
    <message>
        <source>Sorted by {column}, descending.</source>
        <translation>按“{column}”降序排列。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>The newest comes first.</source>
        <translation>最新的记录在前。</translation>
    </message>
    <message>
        <source>The oldest record comes first.</source>
        <translation>最早的记录在前。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export records</source>
        <translation>导出话单</translation>
    </message>
    <message>
        <source>CSV: text, for every program</source>
        <translation>CSV：文本，适用于所有程序</translation>
    </message>
    <message>
        <source>XLSX: a workbook for Excel</source>
        <translation>XLSX：Excel 工作簿</translation>
    </message>
    <message>
        <source>JSON Lines: for scripts</source>
        <translation>JSON Lines：适用于脚本</translation>
    </message>
    <message>
        <source>Parquet: for databases and analysis</source>
        <translation>Parquet：适用于数据库和分析</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Earlier exports…</source>
        <translation>以前的导出…</translation>
    </message>
    <message>
        <source>Evidence report…</source>
        <translation>证据报告…</translation>
    </message>
    <message>
        <source>Unauthorised calls as a PDF document for an auditor</source>
        <translation>供审计人员使用的未授权呼叫 PDF 文档</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose where to save…</source>
        <translation>选择保存位置…</translation>
    </message>
    <message>
        <source>Numbers that a spreadsheet would run as formulas are made harmless.</source>
        <translation>会被电子表格当作公式执行的内容已作无害处理。</translation>
    </message>
    <message>
        <source>One JSON object a line.</source>
        <translation>每行一个 JSON 对象。</translation>
    </message>
    <message>
        <source>Compressed, columns have types; times are in UTC.</source>
        <translation>已压缩，列带类型；时间为 UTC。</translation>
    </message>
    <message>
        <source>Times in {zone}.</source>
        <translation>时间采用 {zone} 时区。</translation>
    </message>
    <message>
        <source>The records are counted when the export begins. {zone}</source>
        <translation>导出开始时统计话单数。{zone}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) match now; the file holds exactly those that are counted when it begins. {zone}</source>
        <translation>
            <numerusform>当前有 %Ln 条话单符合条件；文件包含导出开始时统计到的全部话单。{zone}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>As in the table: %n column(s)</source>
        <translation>
            <numerusform>与表格相同：%n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>全部列</translation>
    </message>
    <message>
        <source>Numbers are kept as text, so that no digit is lost.</source>
        <translation>号码以文本保存，不会丢失任何数字。</translation>
    </message>
    <message numerus="yes">
        <source>The records go on %n sheet(s).</source>
        <translation>
            <numerusform>话单分布在 %n 个工作表中。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportList</name>
    <message>
        <source>Asked for</source>
        <translation>请求时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Choose an export.</source>
        <translation>请选择一个导出。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保留至</translation>
    </message>
    <message>
        <source>No export is kept at present.</source>
        <translation>目前没有保留任何导出。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>话单数</translation>
    </message>
    <message>
        <source>SHA-256 {checksum}</source>
        <translation>SHA-256 {checksum}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The file is not done yet.</source>
        <translation>文件尚未完成。</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>ExportStrip</name>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>An export is already running.</source>
        <translation>已有一个导出正在进行。</translation>
    </message>
    <message>
        <source>Export records</source>
        <translation>导出话单</translation>
    </message>
    <message numerus="yes">
        <source>Saved %Ln record(s) as {path}. The checksum is that of the engine: {checksum}…</source>
        <translation>
            <numerusform>已将 %Ln 条话单保存为 {path}。校验和与服务器一致：{checksum}…</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}. What has come of the file is kept.</source>
        <translation>{what}。已下载的部分予以保留。</translation>
    </message>
</context>
<context>
    <name>ExtendChange</name>
    <message>
        <source>Let the change return 30 minutes later</source>
        <translation>让更改推迟 30 分钟恢复</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>records</source>
        <translation>话单数</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已接通</translation>
    </message>
    <message>
        <source>ASR</source>
        <translation>接通率 ASR</translation>
    </message>
    <message>
        <source>ACD</source>
        <translation>平均时长 ACD</translation>
    </message>
    <message>
        <source>billed time</source>
        <translation>计费时长</translation>
    </message>
    <message>
        <source>fee</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>illegal</source>
        <translation>非法呼叫</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>Answer-seizure ratio: connected calls among all records</source>
        <translation>接通率：接通的呼叫占全部话单的比例</translation>
    </message>
    <message>
        <source>Average call duration of the connected calls</source>
        <translation>已接通呼叫的平均通话时长</translation>
    </message>
    <message>
        <source>Sum of the fees of all these records</source>
        <translation>所有这些话单的费用总和</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Add filter</source>
        <translation>添加过滤</translation>
    </message>
    <message>
        <source>Number, address, hold&gt;30…</source>
        <translation>号码、地址、hold&gt;30…</translation>
    </message>
    <message>
        <source>Number, address, -9…</source>
        <translation>号码、地址、-9…</translation>
    </message>
    <message>
        <source>Billing mode: {names}</source>
        <translation>计费方式：{names}</translation>
    </message>
    <message>
        <source>All billing modes</source>
        <translation>全部计费方式</translation>
    </message>
    <message>
        <source>“{word}” is not understood. Examples: {examples}</source>
        <translation>无法识别“{word}”。示例：{examples}</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln value(s) can be asked for at once.</source>
        <translation>
            <numerusform>一次最多可查询 %Ln 个值。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no field “{name}” in a call record.</source>
        <translation>话单中没有“{name}”字段。</translation>
    </message>
    <message>
        <source>There is no field “{name}” in a call record. Is {nearest}: meant?</source>
        <translation>话单中没有“{name}”字段。是否指 {nearest}: ？</translation>
    </message>
    <message>
        <source>In quotes it is a text that occurs somewhere.</source>
        <translation>加上引号则作为任意位置的文本查找。</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Clear all filters but the time (Ctrl+Shift+F)</source>
        <translation>清除时间以外的所有过滤（Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>Number, address, hold&gt;30, -9, account:1001…</source>
        <translation>号码、地址、hold&gt;30、-9、account:1001…</translation>
    </message>
</context>
<context>
    <name>FilterChoices</name>
    <message>
        <source>All call records</source>
        <translation>全部话单</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持现有条件</translation>
    </message>
    <message>
        <source>Illegal calls</source>
        <translation>非法呼叫</translation>
    </message>
    <message>
        <source>The filter of the CDR page</source>
        <translation>话单查询页的当前筛选</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>视图：{name}</translation>
    </message>
</context>
<context>
    <name>FilterLine</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>FirewallRules</name>
    <message>
        <source>ip6tables (IPv6)</source>
        <translation>ip6tables（IPv6）</translation>
    </message>
    <message>
        <source>iptables (IPv4)</source>
        <translation>iptables（IPv4）</translation>
    </message>
    <message>
        <source>nftables (IPv4 and IPv6)</source>
        <translation>nftables（IPv4 和 IPv6）</translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more line(s)</source>
        <translation>
            <numerusform>… 另有 %Ln 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirewallRulesDialog</name>
    <message>
        <source>Firewall rules</source>
        <translation>防火墙规则</translation>
    </message>
    <message>
        <source>What is blocked now and the limit of registrations, for a firewall that you manage yourself. Trusted addresses and gateways are spared. The file does not follow later changes: make it anew for them.</source>
        <translation>当前的封锁列表和注册频率限制，供您自行管理的防火墙使用。信任的地址和网关不受影响。文件不会随之后的更改而更新：如有更改，请重新生成。</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Making the file…</source>
        <translation>正在生成文件…</translation>
    </message>
    <message>
        <source>The rules were copied.</source>
        <translation>规则已复制。</translation>
    </message>
    <message>
        <source>Save the firewall rules</source>
        <translation>保存防火墙规则</translation>
    </message>
    <message>
        <source>{file} was not written: {why}</source>
        <translation>未能写入 {file}：{why}</translation>
    </message>
    <message>
        <source>The rules were saved as {file}. Load them with: {command}</source>
        <translation>规则已保存为 {file}。加载命令：{command}</translation>
    </message>
    <message>
        <source>Blocked places in it: {count}. Load it with: {command}</source>
        <translation>其中的封锁地址：{count}。加载命令：{command}</translation>
    </message>
</context>
<context>
    <name>FloodText</name>
    <message numerus="yes">
        <source>It returns by itself when fewer than %Ln call(s) a second are refused for {span}, now {rate}; at the latest at {moment}.</source>
        <translation>
            <numerusform>当每秒被拒绝的呼叫低于 %Ln 个并持续 {span}时自动恢复（当前 {rate} 个）；最迟于 {moment} 恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>Recording of zero-duration calls is off since {moment}; not recorded: {count}.</source>
        <translation>自 {moment} 起不记录零时长呼叫；未记录：{count}。</translation>
    </message>
    <message>
        <source>Switched off by {who}; it returns by itself at {moment}.</source>
        <translation>由 {who} 关闭；将于 {moment} 自动恢复。</translation>
    </message>
    <message>
        <source>Switched off by {who}; it stays off until it is switched on.</source>
        <translation>由 {who} 关闭；在重新打开之前一直关闭。</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{count} d</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>{span}前</translation>
    </message>
</context>
<context>
    <name>GatewayBody</name>
    <message>
        <source>Gateways</source>
        <translation>网关</translation>
    </message>
</context>
<context>
    <name>GatewayChanges</name>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>{name} is stored, in effect since {time}.</source>
        <translation>{name} 已保存，{time} 起生效。</translation>
    </message>
    <message>
        <source>{name} is stored.</source>
        <translation>{name} 已保存。</translation>
    </message>
    <message>
        <source>{name} is stored. {warning}</source>
        <translation>{name} 已保存。{warning}</translation>
    </message>
    <message>
        <source>{name} was not changed: {why}</source>
        <translation>{name} 没有修改：{why}</translation>
    </message>
</context>
<context>
    <name>GatewayFields</name>
    <message>
        <source>Enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输协议</translation>
    </message>
    <message>
        <source>Has to prove who it is</source>
        <translation>必须证明其身份</translation>
    </message>
    <message>
        <source>Media relay</source>
        <translation>媒体中继</translation>
    </message>
    <message>
        <source>where needed</source>
        <translation>按需</translation>
    </message>
    <message>
        <source>always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>system limit</source>
        <translation>按系统参数</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Prefixes</source>
        <translation>前缀</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Capacity (calls)</source>
        <translation>线路上限（通话数）</translation>
    </message>
    <message>
        <source>Calls per second</source>
        <translation>每秒呼叫数</translation>
    </message>
    <message>
        <source>Rewriting of the caller</source>
        <translation>主叫号码改写</translation>
    </message>
    <message>
        <source>Rewriting of the called number</source>
        <translation>被叫号码改写</translation>
    </message>
    <message>
        <source>Longest call</source>
        <translation>最大通话时长</translation>
    </message>
    <message>
        <source>Wait for an answer</source>
        <translation>等待应答时长</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>host, host:port or [IPv6]:port, one a line, tried in this order.</source>
        <translation>主机、主机:端口 或 [IPv6]:端口，每行一个，按顺序尝试。</translation>
    </message>
    <message>
        <source>An address, a network such as 192.0.2.0/24, or a host name, one a line.</source>
        <translation>地址、网段（如 192.0.2.0/24）或主机名，每行一个。</translation>
    </message>
    <message>
        <source>Beginnings of called numbers, one a line; the longest that fits decides</source>
        <translation>被叫号码的前缀，每行一个；匹配最长的前缀优先</translation>
    </message>
    <message>
        <source>Beginnings of called numbers it may call, one a line</source>
        <translation>允许呼叫的被叫号码前缀，每行一个</translation>
    </message>
    <message>
        <source>{words}. None: every number.</source>
        <translation>{words}。留空表示所有号码。</translation>
    </message>
    <message>
        <source>Letters, digits, _ . - ; it stays as it is.</source>
        <translation>字母、数字和 _ . -；创建后不能修改。</translation>
    </message>
    <message>
        <source>Over TLS: its certificate has to be for the host above and of a trusted authority. Switch it off for a self-signed one only.</source>
        <translation>使用 TLS 时：其证书必须属于上面的主机，并由受信任的机构签发。仅在使用自签名证书时才关闭。</translation>
    </message>
    <message>
        <source>The lowest comes first.</source>
        <translation>数值小者优先。</translation>
    </message>
    <message>
        <source>Its share among equals.</source>
        <translation>同级之间的分配比例。</translation>
    </message>
    <message>
        <source>PREFIX:REPLACEMENT, one a line. The longest prefix that fits is replaced; an empty one fits every number.</source>
        <translation>前缀:替换内容，每行一条。替换匹配最长的前缀；前缀为空则匹配所有号码。</translation>
    </message>
    <message>
        <source>Whether media goes through the relay of this server, if it has one. Needed are calls with a party behind a NAT, or between private and public or IPv4 and IPv6.</source>
        <translation>媒体是否经由本服务器的中继（如已配置）。一方位于 NAT 之后，或内网与公网、IPv4 与 IPv6 之间的呼叫需要中继。</translation>
    </message>
    <message>
        <source>As above, for the number that is called.</source>
        <translation>同上，用于被叫号码。</translation>
    </message>
</context>
<context>
    <name>GatewayForm</name>
    <message>
        <source>Create the gateway</source>
        <translation>创建网关</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Rewriting of numbers</source>
        <translation>号码改写</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>主叫身份</translation>
    </message>
    <message>
        <source>Account at the carrier</source>
        <translation>在运营商处的账户</translation>
    </message>
    <message>
        <source>Proof by a password</source>
        <translation>用密码证明</translation>
    </message>
    <message>
        <source>Blacklist of numbers</source>
        <translation>号码黑名单</translation>
    </message>
</context>
<context>
    <name>GatewayHandling</name>
    <message>
        <source>{name} is enabled.</source>
        <translation>{name} 已启用。</translation>
    </message>
    <message>
        <source>{name} is disabled.</source>
        <translation>{name} 已停用。</translation>
    </message>
    <message>
        <source>{count} enabled: {names}.</source>
        <translation>已启用 {count} 个：{names}。</translation>
    </message>
    <message>
        <source>{count} disabled: {names}.</source>
        <translation>已停用 {count} 个：{names}。</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name} 已删除。</translation>
    </message>
    <message>
        <source>{count} deleted: {names}.</source>
        <translation>已删除 {count} 个：{names}。</translation>
    </message>
</context>
<context>
    <name>GatewayMenu</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Delete {name}…</source>
        <translation>删除 {name}…</translation>
    </message>
    <message>
        <source>Disable {name}…</source>
        <translation>停用 {name}…</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>编辑 {name}</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln gateway(s)…</source>
        <translation>
            <numerusform>删除 %Ln 个网关…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %Ln gateway(s)…</source>
        <translation>
            <numerusform>停用 %Ln 个网关…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %Ln gateway(s)</source>
        <translation>
            <numerusform>启用 %Ln 个网关</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable {name}</source>
        <translation>启用 {name}</translation>
    </message>
    <message>
        <source>Show calls of {name}</source>
        <translation>显示 {name} 的通话</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>查看 {name}</translation>
    </message>
</context>
<context>
    <name>GatewayPage</name>
    <message>
        <source>ASR, ACD and PDD are those of the last 100 calls; the bar shows how much of the capacity is in use. A gateway in quarantine asked for a pause or did not answer and gets no calls until then.</source>
        <translation>ASR、ACD 和 PDD 按最近 100 个通话计算；进度条表示线路上限的使用比例。被隔离的网关曾要求暂停或没有响应，到期之前不再向其送话。</translation>
    </message>
    <message>
        <source>Routing gateways are the carriers calls go to. The longest prefix that fits the called number decides, then the lowest priority, then the weight.</source>
        <translation>落地网关是话务的去向（运营商）。先按被叫号码匹配最长的前缀，再按优先级（小者优先），最后按权重。</translation>
    </message>
    <message>
        <source>Mapping gateways are the switches calls come from, known by their addresses.</source>
        <translation>对接网关是话务的来源（客户的交换机），按地址识别。</translation>
    </message>
    <message>
        <source>New routing gateway</source>
        <translation>新建落地网关</translation>
    </message>
    <message>
        <source>New mapping gateway</source>
        <translation>新建对接网关</translation>
    </message>
    <message>
        <source>Name or address</source>
        <translation>名称或地址</translation>
    </message>
    <message>
        <source>The softswitch is away: there are no live figures. Changes are kept for it.</source>
        <translation>软交换没有响应：没有实时数据。所做的修改会保存，待其恢复后生效。</translation>
    </message>
    <message>
        <source>Enable or disable the selected gateways</source>
        <translation>启用或停用选中的网关</translation>
    </message>
    <message>
        <source>Delete the selected gateways…</source>
        <translation>删除选中的网关…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln gateway(s)</source>
        <translation>
            <numerusform>%Ln 个网关</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) now</source>
        <translation>
            <numerusform>当前通话 %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GatewayPane</name>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Live figures</source>
        <translation>实时数据</translation>
    </message>
    <message>
        <source>Calls now</source>
        <translation>当前通话</translation>
    </message>
    <message>
        <source>New calls a second</source>
        <translation>每秒新呼叫</translation>
    </message>
    <message>
        <source>Answered (ASR)</source>
        <translation>接通率 ASR</translation>
    </message>
    <message>
        <source>Mean talk time (ACD)</source>
        <translation>平均时长 ACD</translation>
    </message>
    <message>
        <source>Post-dial delay (PDD)</source>
        <translation>接续时长 PDD</translation>
    </message>
    <message>
        <source>Calls since the start</source>
        <translation>启动以来呼叫</translation>
    </message>
    <message>
        <source>Last failure</source>
        <translation>最近失败</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>OPTIONS</translation>
    </message>
</context>
<context>
    <name>GatewayRules</name>
    <message>
        <source>1 to {count} letters, digits, _ . - and no dot first.</source>
        <translation>1 至 {count} 个字母、数字或 _ . -，不能以点开头。</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>At least one address.</source>
        <translation>至少填写一个地址。</translation>
    </message>
    <message>
        <source>One line only.</source>
        <translation>只能填写一行。</translation>
    </message>
    <message>
        <source>Two rules begin with “{prefix}”.</source>
        <translation>有两条规则的前缀都是“{prefix}”。</translation>
    </message>
    <message>
        <source>“{line}” cannot begin a number.</source>
        <translation>“{line}”不能作为号码前缀。</translation>
    </message>
    <message>
        <source>“{line}” is not PREFIX:REPLACEMENT.</source>
        <translation>“{line}”不是“前缀:替换内容”的形式。</translation>
    </message>
    <message>
        <source>“{line}” is not an address.</source>
        <translation>“{line}”不是有效地址。</translation>
    </message>
    <message>
        <source>“{line}” is there twice.</source>
        <translation>“{line}”重复。</translation>
    </message>
</context>
<context>
    <name>GatewayState</name>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>不可达</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>工作中</translation>
    </message>
</context>
<context>
    <name>GatewayStates</name>
    <message>
        <source>A mapping gateway is a customer&apos;s switch that calls come from, known by its address. Without one, only registered extensions can call.</source>
        <translation>对接网关是话务来源的客户交换机，按地址识别。没有对接网关时，只有已注册的终端可以呼叫。</translation>
    </message>
    <message>
        <source>A routing gateway is a carrier that calls go to. The longest prefix that fits the called number decides, then the lowest priority; without one, only extensions can be called.</source>
        <translation>落地网关是话务去往的运营商。按被叫号码匹配最长的前缀，再按优先级（小者优先）；没有落地网关时，只能呼叫终端。</translation>
    </message>
    <message>
        <source>An administrator adds them.</source>
        <translation>由管理员添加。</translation>
    </message>
    <message>
        <source>New mapping gateway</source>
        <translation>新建对接网关</translation>
    </message>
    <message>
        <source>New routing gateway</source>
        <translation>新建落地网关</translation>
    </message>
    <message>
        <source>No gateway matches</source>
        <translation>没有匹配的网关</translation>
    </message>
    <message>
        <source>No mapping gateways yet</source>
        <translation>还没有对接网关</translation>
    </message>
    <message>
        <source>No routing gateways yet</source>
        <translation>还没有落地网关</translation>
    </message>
    <message>
        <source>Nothing contains “{text}”. Search for a part of a name or address.</source>
        <translation>没有包含“{text}”的网关。请只搜索名称或地址的一部分。</translation>
    </message>
    <message>
        <source>Show all gateways</source>
        <translation>显示全部网关</translation>
    </message>
</context>
<context>
    <name>GatewayText</name>
    <message>
        <source>Calls run through it.</source>
        <translation>有通话正在经过。</translation>
    </message>
    <message>
        <source>It asked for a pause or did not answer: no calls until {time}.</source>
        <translation>该网关要求暂停或没有响应：{time} 之前不再送话。</translation>
    </message>
    <message>
        <source>It may be used; nothing runs through it now.</source>
        <translation>可以使用，目前没有通话经过。</translation>
    </message>
    <message>
        <source>Switched off by an operator: it is as good as none.</source>
        <translation>已被操作员停用，视同不存在。</translation>
    </message>
    <message>
        <source>The softswitch cannot be asked now.</source>
        <translation>目前无法查询软交换。</translation>
    </message>
    <message>
        <source>back at {time}</source>
        <translation>{time} 恢复</translation>
    </message>
    <message>
        <source>{age} · {why}</source>
        <translation>{age} · {why}</translation>
    </message>
    <message>
        <source>{calls}, {answered} answered</source>
        <translation>{calls}，接通 {answered}</translation>
    </message>
    <message>
        <source>{count} ms</source>
        <translation>{count} ms</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
</context>
<context>
    <name>Gateways</name>
    <message>
        <source>ACD</source>
        <translation>平均时长</translation>
    </message>
    <message>
        <source>ASR</source>
        <translation>接通率</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Calls/s</source>
        <translation>呼叫/秒</translation>
    </message>
    <message>
        <source>Last failure</source>
        <translation>最近失败</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>PDD</source>
        <translation>接续时长</translation>
    </message>
    <message>
        <source>Prefixes</source>
        <translation>前缀</translation>
    </message>
    <message>
        <source>Priority / weight</source>
        <translation>优先级 / 权重</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Handling</name>
    <message>
        <source>Clear registration suspend</source>
        <translation>清除注册锁定</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>New endpoint</source>
        <translation>新建终端</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{name} is enabled.</source>
        <translation>{name} 已启用。</translation>
    </message>
    <message>
        <source>{name} is disabled.</source>
        <translation>{name} 已停用。</translation>
    </message>
    <message>
        <source>{count} enabled: {names}.</source>
        <translation>已启用 {count} 个：{names}。</translation>
    </message>
    <message>
        <source>{count} disabled: {names}.</source>
        <translation>已停用 {count} 个：{names}。</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name} 已删除。</translation>
    </message>
    <message>
        <source>{count} deleted: {names}.</source>
        <translation>已删除 {count} 个：{names}。</translation>
    </message>
    <message>
        <source>{name} is created and may register.</source>
        <translation>{name} 已创建，可以注册。</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>{name} 已保存。</translation>
    </message>
</context>
<context>
    <name>HangUp</name>
    <message numerus="yes">
        <source>Hang up %Ln call(s)?</source>
        <translation>
            <numerusform>挂断 %Ln 个通话？</numerusform>
        </translation>
    </message>
    <message>
        <source>Hang up {parties}?</source>
        <translation>挂断 {parties}？</translation>
    </message>
    <message>
        <source>Both sides are disconnected now. The record keeps the talk time until then and says that an operator ended the call.</source>
        <translation>双方将立即断开。话单保留到此刻为止的通话时长，并注明由操作员结束。</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Past lockouts and blocks</source>
        <translation>过去的锁定和封锁</translation>
    </message>
    <message>
        <source>Everything that was ever locked out or blocked, and how it ended: extensions, addresses, networks and numbers. The field looks for an address (also within blocked networks), a network, or words in any column. The file has all rows that match, also those that are not shown yet. How long events are kept is set by SERVER_SECURITY_HISTORY_KEEP_DAYS.</source>
        <translation>曾经锁定或封锁的一切及其结局：分机、地址、网段和号码。搜索框可查地址（也查被封锁的网段）、网段或任意列中的文字。导出文件包含所有匹配的行，也包括尚未显示的行。事件保留多久由 SERVER_SECURITY_HISTORY_KEEP_DAYS 决定。</translation>
    </message>
    <message>
        <source>Address, network, extension, operator or reason</source>
        <translation>地址、网段、分机、操作员或原因</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>导出历史</translation>
    </message>
    <message>
        <source>Only this one</source>
        <translation>只看这一个</translation>
    </message>
    <message>
        <source>Look among the blocked</source>
        <translation>在封锁列表中查找</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>{some}, more below</source>
        <translation>{some}，下方还有更多</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nothing was locked out or blocked that matches, as far back as is kept.</source>
        <translation>在保留的时间内没有匹配的锁定或封锁。</translation>
    </message>
    <message>
        <source>The history was written to {file}.</source>
        <translation>历史已写入 {file}。</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>The latest changes of all parameters, newest first.</source>
        <translation>全部参数的最近修改，最新的在前。</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>此前</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>分机</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网段</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>已封锁</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>已清除</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>from {sources}</source>
        <translation>来自 {sources}</translation>
    </message>
    <message>
        <source>lifted</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>no such endpoint</source>
        <translation>没有此终端</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>time</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>unblocked</source>
        <translation>已解封</translation>
    </message>
</context>
<context>
    <name>HoldDialog</name>
    <message>
        <source>Hold records</source>
        <translation>保留话单</translation>
    </message>
    <message>
        <source>No run of retention removes them, whatever the parameters say, until the hold ends or an administrator lifts it.</source>
        <translation>无论参数如何设置，在保留到期或由管理员解除之前，这些话单都不会被删除。</translation>
    </message>
    <message>
        <source>Begun from</source>
        <translation>起始时间不早于</translation>
    </message>
    <message>
        <source>Begun before</source>
        <translation>起始时间早于</translation>
    </message>
    <message>
        <source>Held until</source>
        <translation>保留至</translation>
    </message>
    <message>
        <source>Case number, who asked for it</source>
        <translation>案件编号、提出要求的单位</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>话单</translation>
    </message>
    <message>
        <source>Begun before ({zone})</source>
        <translation>起始时间早于（{zone}）</translation>
    </message>
    <message>
        <source>Without it also what is still to come.</source>
        <translation>不设置则包括今后产生的话单。</translation>
    </message>
    <message>
        <source>Begun from ({zone})</source>
        <translation>起始时间不早于（{zone}）</translation>
    </message>
    <message>
        <source>Without it from the first one on.</source>
        <translation>不设置则从第一条话单开始。</translation>
    </message>
    <message>
        <source>Held until ({zone})</source>
        <translation>保留至（{zone}）</translation>
    </message>
    <message>
        <source>Without it until the hold is lifted.</source>
        <translation>不设置则一直保留到解除为止。</translation>
    </message>
    <message>
        <source>Reason (kept in the audit)</source>
        <translation>原因（记入审计）</translation>
    </message>
    <message>
        <source>The end must be after the beginning.</source>
        <translation>结束时间必须晚于开始时间。</translation>
    </message>
    <message>
        <source>A hold ends in the future.</source>
        <translation>保留的截止时间必须在将来。</translation>
    </message>
</context>
<context>
    <name>HoldTab</name>
    <message>
        <source>Hold records…</source>
        <translation>保留话单…</translation>
    </message>
    <message>
        <source>Lift…</source>
        <translation>解除…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Reason, operator or records</source>
        <translation>原因、操作者或话单</translation>
    </message>
    <message>
        <source>Legal holds</source>
        <translation>法律保留</translation>
    </message>
    <message>
        <source>Records are held: {reason}</source>
        <translation>话单已保留：{reason}</translation>
    </message>
    <message>
        <source>No legal holds</source>
        <translation>没有法律保留</translation>
    </message>
    <message>
        <source>Hold the records of a case, so that no run of retention removes them before its date.</source>
        <translation>保留某个案件的话单，使其在截止日期之前不会被删除。</translation>
    </message>
    <message>
        <source>The hold was lifted.</source>
        <translation>保留已解除。</translation>
    </message>
    <message>
        <source>Only an administrator may.</source>
        <translation>仅管理员可执行。</translation>
    </message>
</context>
<context>
    <name>Holds</name>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Held records</source>
        <translation>保留的话单</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>begun before {last}</source>
        <translation>起始早于 {last}</translation>
    </message>
    <message>
        <source>begun from {first} to {last}</source>
        <translation>起始于 {first} 至 {last}</translation>
    </message>
    <message>
        <source>begun since {first}</source>
        <translation>起始于 {first} 之后</translation>
    </message>
    <message>
        <source>it is lifted</source>
        <translation>解除为止</translation>
    </message>
</context>
<context>
    <name>IdentityControls</name>
    <message>
        <source>Calling number is taken from</source>
        <translation>主叫号码取自</translation>
    </message>
    <message>
        <source>Withhold the calling number</source>
        <translation>隐藏主叫号码</translation>
    </message>
    <message>
        <source>Send P-Asserted-Identity</source>
        <translation>发送 P-Asserted-Identity</translation>
    </message>
    <message>
        <source>Send P-Preferred-Identity</source>
        <translation>发送 P-Preferred-Identity</translation>
    </message>
    <message>
        <source>P-Asserted-Identity only if you trust this customer to say who calls.</source>
        <translation>仅当信任该客户声明的主叫身份时才选 P-Asserted-Identity。</translation>
    </message>
    <message>
        <source>A carrier that gets it is trusted with numbers that are withheld (Privacy: id).</source>
        <translation>收到该头域的运营商被视为可信，隐藏的号码也会以 Privacy: id 发给它。</translation>
    </message>
    <message>
        <source>For a carrier that asserts our callers itself.</source>
        <translation>用于自行认定主叫身份的运营商。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From 头域</translation>
    </message>
    <message>
        <source>P-Asserted-Identity, else From</source>
        <translation>P-Asserted-Identity，没有则取 From</translation>
    </message>
    <message>
        <source>when its caller asks for it</source>
        <translation>主叫要求时</translation>
    </message>
    <message>
        <source>when a trusted customer asserted it</source>
        <translation>可信客户已声明时</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import endpoints</source>
        <translation>导入终端</translation>
    </message>
    <message>
        <source>From {file}</source>
        <translation>来自 {file}</translation>
    </message>
    <message>
        <source>Lines of the file</source>
        <translation>文件各行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import ({count})</source>
        <translation>导入（{count}）</translation>
    </message>
</context>
<context>
    <name>InfoDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>JumpPanel</name>
    <message>
        <source>First record at or before ({zone})</source>
        <translation>该时刻或之前的第一条话单（{zone}）</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>KeepBlocked</name>
    <message>
        <source>Block {name} for good?</source>
        <translation>永久封锁 {name}？</translation>
    </message>
    <message numerus="yes">
        <source>Block %Ln address(es) for good?</source>
        <translation>
            <numerusform>永久封锁 %Ln 个地址？</numerusform>
        </translation>
    </message>
    <message>
        <source>It does not end by itself any more, until somebody unblocks it.</source>
        <translation>不再自动结束，直到有人解除封锁。</translation>
    </message>
    <message>
        <source>Make permanent</source>
        <translation>改为永久</translation>
    </message>
</context>
<context>
    <name>KernelText</name>
    <message numerus="yes">
        <source>%Ln entry(s) are left out of the kernel, because they would hit trusted addresses.</source>
        <translation>
            <numerusform>%Ln 个条目未写入内核，因为会影响受信任的地址。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s) are on their way into the kernel.</source>
        <translation>
            <numerusform>%Ln 个条目正在写入内核。</numerusform>
        </translation>
    </message>
    <message>
        <source>It would hit a trusted address; the softswitch alone drops it.</source>
        <translation>会影响受信任的地址；仅由软交换丢弃。</translation>
    </message>
    <message>
        <source>The kernel cannot be used now; the softswitch drops it.</source>
        <translation>内核目前不可用；由软交换丢弃。</translation>
    </message>
    <message>
        <source>The kernel does not enforce the blacklist: {reason}. The softswitch drops what is blocked itself.</source>
        <translation>内核未执行黑名单：{reason}。被封锁的来源由软交换自行丢弃。</translation>
    </message>
    <message>
        <source>The kernel drops it before SIP: it costs the softswitch nothing.</source>
        <translation>内核在 SIP 之前丢弃：不消耗软交换任何资源。</translation>
    </message>
    <message>
        <source>Within a second; until then the softswitch drops it.</source>
        <translation>一秒之内；在此之前由软交换丢弃。</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未写入</translation>
    </message>
    <message>
        <source>not enforced</source>
        <translation>未生效</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>正在写入</translation>
    </message>
</context>
<context>
    <name>LadderHead</name>
    <message>
        <source>Switch</source>
        <translation>软交换</translation>
    </message>
</context>
<context>
    <name>LadderView</name>
    <message>
        <source>Messages of the call</source>
        <translation>该呼叫的消息</translation>
    </message>
</context>
<context>
    <name>Lamp</name>
    <message>
        <source>Softswitch degraded</source>
        <translation>软交换异常</translation>
    </message>
    <message>
        <source>Softswitch running</source>
        <translation>软交换运行中</translation>
    </message>
    <message>
        <source>Softswitch starting</source>
        <translation>软交换正在启动</translation>
    </message>
    <message>
        <source>Softswitch stopped</source>
        <translation>软交换已停止</translation>
    </message>
    <message>
        <source>Softswitch unreachable</source>
        <translation>软交换无法连接</translation>
    </message>
    <message>
        <source>The engine does not answer. It is tried again every two seconds.</source>
        <translation>服务器没有响应，每两秒自动重试一次。</translation>
    </message>
</context>
<context>
    <name>LiftHold</name>
    <message>
        <source>Lift the hold</source>
        <translation>解除保留</translation>
    </message>
    <message>
        <source>“{reason}” holds: {what}. Once it is lifted, the next run of retention removes those of them whose time is over, for ever.</source>
        <translation>“{reason}”保留的是：{what}。解除后，其中已到期的话单会在下一次按保留期删除时被永久删除。</translation>
    </message>
    <message>
        <source>Lift the hold?</source>
        <translation>解除保留？</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>解除</translation>
    </message>
</context>
<context>
    <name>LiveTable</name>
    <message>
        <source>{count} records are too many to be sorted by this column, {most} at most. Filter, or choose a shorter time.</source>
        <translation>共 {count} 条话单，超过此列可排序的上限 {most} 条。请添加筛选条件或缩短时间范围。</translation>
    </message>
    <message>
        <source>To jump to a time, sort by Start: the records are in another order now.</source>
        <translation>要跳转到某个时间，请先按“开始时间”排序：当前话单是另一种顺序。</translation>
    </message>
    <message>
        <source>There is no record at or before that time: this is the oldest.</source>
        <translation>该时刻及之前没有话单：这是最早的一条。</translation>
    </message>
</context>
<context>
    <name>LockFacts</name>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败次数</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源地址</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>once</source>
        <translation>1 次</translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Before</source>
        <translation>此前</translation>
    </message>
</context>
<context>
    <name>LoginForm</name>
    <message>
        <source>Known servers</source>
        <translation>已知服务器</translation>
    </message>
    <message>
        <source>Keep the password in the keyring of this computer</source>
        <translation>将密码保存在本机密钥环中</translation>
    </message>
    <message>
        <source>Keep the password until the client is closed</source>
        <translation>在客户端关闭前保留密码</translation>
    </message>
    <message>
        <source>This computer has no safe secret store, so nothing is written to the disk.</source>
        <translation>本机没有安全的密码存储，因此不会写入磁盘。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Another server…</source>
        <translation>其他服务器…</translation>
    </message>
    <message>
        <source>Needed to sign in</source>
        <translation>登录需要填写此项</translation>
    </message>
    <message>
        <source>An address looks like http://192.0.2.1:9090</source>
        <translation>地址格式例如 http://192.0.2.1:9090</translation>
    </message>
    <message>
        <source>Unencrypted: the password can be read on the way. Use https if you can.</source>
        <translation>未加密：密码在传输途中可能被读取。请尽量使用 https。</translation>
    </message>
    <message>
        <source>Show or hide the password</source>
        <translation>显示或隐藏密码</translation>
    </message>
</context>
<context>
    <name>LoginWindow</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Start the engine on this computer</source>
        <translation>启动本机的软交换</translation>
    </message>
    <message>
        <source>Too many failed attempts. The server looks at the next one in {seconds} s.</source>
        <translation>失败次数过多。服务器将在 {seconds} 秒后接受下一次尝试。</translation>
    </message>
    <message>
        <source>Wrong user or password. After several attempts the server makes you wait.</source>
        <translation>用户名或密码错误。多次失败后服务器会要求等待。</translation>
    </message>
    <message>
        <source>Sign in to a softswitch</source>
        <translation>登录软交换</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>The history cannot be read: {why}</source>
        <translation>无法读取历史：{why}</translation>
    </message>
</context>
<context>
    <name>MailDialog</name>
    <message>
        <source>Mail settings</source>
        <translation>邮件设置</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>None: this machine only</source>
        <translation>无：仅限本机</translation>
    </message>
    <message>
        <source>Stored; type to replace it</source>
        <translation>已保存；输入以替换</translation>
    </message>
    <message>
        <source>Largest attachment</source>
        <translation>最大附件</translation>
    </message>
    <message>
        <source>Send test mail</source>
        <translation>发送测试邮件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The settings are stored. A test mail tells whether they work.</source>
        <translation>设置已保存。发送测试邮件可确认其是否有效。</translation>
    </message>
    <message>
        <source>The mail was sent.</source>
        <translation>邮件已发送。</translation>
    </message>
    <message>
        <source>No mail was sent.</source>
        <translation>邮件未发送。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>发件人</translation>
    </message>
    <message>
        <source>Test mail to</source>
        <translation>测试邮件收件人</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Sign in again</source>
        <extracomment>The parameter that the banner of missing records leads to.</extracomment>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Close the window?</source>
        <translation>关闭窗口？</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>仍要关闭</translation>
    </message>
    <message>
        <source>Go to anything…</source>
        <translation>转到…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Search in this page</source>
        <translation>在本页搜索</translation>
    </message>
    <message>
        <source>What is this page?</source>
        <translation>本页说明</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>State of the engine</source>
        <translation>软交换状态</translation>
    </message>
    <message>
        <source>Close the page</source>
        <translation>关闭本页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页面</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页面</translation>
    </message>
    <message>
        <source>Show or hide the navigation</source>
        <translation>显示或隐藏导航</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>打开菜单</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>紧凑行高</translation>
    </message>
    <message>
        <source>Desktop notices of new alarms</source>
        <translation>新告警的桌面通知</translation>
    </message>
    <message>
        <source>Time zone…</source>
        <translation>时区…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>Pages opened from now on have the other row height.</source>
        <translation>新的行高对之后打开的页面生效。</translation>
    </message>
    <message>
        <source>Desktop notices of new alarms are off.</source>
        <translation>新告警的桌面通知已关闭。</translation>
    </message>
    <message>
        <source>Desktop notices of new alarms are on.</source>
        <translation>新告警的桌面通知已开启。</translation>
    </message>
    <message>
        <source>This desktop has no tray; there are no notices here.</source>
        <translation>此桌面没有系统托盘，无法显示通知。</translation>
    </message>
    <message>
        <source>The engine does not answer. What you see is the last known state; the connection is tried again by itself.</source>
        <translation>服务器没有响应。当前显示的是最后已知的状态；程序会自动重新连接。</translation>
    </message>
    <message>
        <source>Your session has expired. Nothing you do is sent.</source>
        <translation>会话已过期，您的操作不会被发送。</translation>
    </message>
</context>
<context>
    <name>MissingDays</name>
    <message>
        <source>Further damaged files: {count}.</source>
        <translation>另有 {count} 个文件损坏。</translation>
    </message>
    <message>
        <source>Records of {days} (UTC) are missing: the archive file {file}, which has {count} of them, is damaged.</source>
        <translation>缺少 {days}（UTC）的话单：归档文件 {file}（含 {count} 条话单）已损坏。</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
</context>
<context>
    <name>MissingNotice</name>
    <message>
        <source>Everything else is shown and counted.</source>
        <translation>其余话单均已显示并计入统计。</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
</context>
<context>
    <name>NewGatewayPane</name>
    <message>
        <source>New routing gateway</source>
        <translation>新建落地网关</translation>
    </message>
    <message>
        <source>New mapping gateway</source>
        <translation>新建对接网关</translation>
    </message>
    <message>
        <source>A carrier: calls go to it when their number begins with one of its prefixes.</source>
        <translation>运营商：被叫号码以其前缀开头的通话送往该网关。</translation>
    </message>
    <message>
        <source>A customer&apos;s switch: calls from its addresses are taken without a login.</source>
        <translation>客户的交换机：来自其地址的呼叫无需登录即被接受。</translation>
    </message>
</context>
<context>
    <name>NewPane</name>
    <message>
        <source>New endpoint</source>
        <translation>新建终端</translation>
    </message>
    <message>
        <source>A telephone registers with the extension as its user name and this password.</source>
        <translation>话机以分机号为用户名，用此密码注册。</translation>
    </message>
</context>
<context>
    <name>NumberControls</name>
    <message>
        <source>system limit</source>
        <translation>系统限值</translation>
    </message>
    <message>
        <source>Numbers are watched</source>
        <translation>监视号码</translation>
    </message>
    <message>
        <source>Calls to one number</source>
        <translation>对同一号码的呼叫</translation>
    </message>
    <message>
        <source>Calls of one number</source>
        <translation>同一号码发起的呼叫</translation>
    </message>
    <message>
        <source>Unanswered calls to one number</source>
        <translation>对同一号码的未接呼叫</translation>
    </message>
    <message>
        <source>Calls of one number at a time</source>
        <translation>同一号码的并发呼叫</translation>
    </message>
    <message>
        <source>Its own limit counts its calls alone; 0: off.</source>
        <translation>自有限值只统计本网关的呼叫；0：关闭。</translation>
    </message>
    <message>
        <source>Whether the dynamic blacklist of numbers counts and refuses its calls, while SS_BLACK_LIST_DYNAMIC is on.</source>
        <translation>SS_BLACK_LIST_DYNAMIC 开启时，号码动态黑名单是否统计并拒绝其呼叫。</translation>
    </message>
    <message>
        <source>as the system says</source>
        <translation>按系统设置</translation>
    </message>
    <message>
        <source>always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
</context>
<context>
    <name>OperatorForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>更改角色</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>设置密码</translation>
    </message>
    <message>
        <source>Add the operator</source>
        <translation>添加操作员</translation>
    </message>
</context>
<context>
    <name>OperatorPage</name>
    <message>
        <source>Operators</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Name or role</source>
        <translation>名称或角色</translation>
    </message>
    <message>
        <source>New operator</source>
        <translation>新建操作员</translation>
    </message>
    <message>
        <source>Operators sign in with a name and a password. Administrators change everything, operators act on endpoints, blocks, calls and exports, auditors read. A new password, another role and disabling end the sessions of an operator at once. The last administrator stays one, and nobody takes his own access away. What an operator did stays in the audit, also when he is removed.</source>
        <translation>操作员使用名称和密码登录。管理员可更改一切，操作员可处理终端、封锁、通话和导出，审计员只读。设置新密码、更改角色和停用都会立即结束该操作员的会话。最后一位管理员不能失去其角色，任何人也不能取消自己的权限。操作员被删除后，其所做的操作仍保留在审计中。</translation>
    </message>
    <message>
        <source>The password is copied.</source>
        <translation>密码已复制。</translation>
    </message>
    <message>
        <source>{name} may sign in now.</source>
        <translation>{name} 现在可以登录。</translation>
    </message>
    <message>
        <source>{name} becomes: {role}. His sessions end; he signs in again.</source>
        <translation>{name} 将成为：{role}。其会话将结束，需重新登录。</translation>
    </message>
    <message>
        <source>Change the role?</source>
        <translation>更改角色？</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>The sessions of {name} end; the new password counts from now on.</source>
        <translation>{name} 的会话将结束；新密码立即生效。</translation>
    </message>
    <message>
        <source>Set a new password?</source>
        <translation>设置新密码？</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置时间</translation>
    </message>
    <message>
        <source>Allow sign-in again?</source>
        <translation>重新允许登录？</translation>
    </message>
    <message>
        <source>Refuse sign-in?</source>
        <translation>拒绝登录？</translation>
    </message>
    <message>
        <source>{name} may sign in.</source>
        <translation>{name} 可以登录。</translation>
    </message>
    <message>
        <source>The sessions of {name} end.</source>
        <translation>{name} 的会话将结束。</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>{name} cannot sign in any more, and the views that only he saw are gone. What he did stays in the audit.</source>
        <translation>{name} 将无法再登录，仅其本人可见的视图也将删除。其所做的操作仍保留在审计中。</translation>
    </message>
    <message>
        <source>Remove the operator?</source>
        <translation>删除该操作员？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The client of {name} at {address} is signed out at once.</source>
        <translation>{name} 在 {address} 的客户端将立即被注销。</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>注销？</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>The refused sign-ins are forgotten; the next one counts anew.</source>
        <translation>被拒绝的登录记录将被清除，下一次登录重新计数。</translation>
    </message>
    <message>
        <source>Let {name} sign in again?</source>
        <translation>允许 {name} 重新登录？</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Another change is under way.</source>
        <translation>另一项更改正在进行。</translation>
    </message>
</context>
<context>
    <name>OperatorPane</name>
    <message>
        <source>New operator</source>
        <translation>新建操作员</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Times in {zone}</source>
        <translation>时间采用 {zone} 时区</translation>
    </message>
    <message>
        <source>This is you: another administrator changes your role.</source>
        <translation>这是您本人：您的角色须由其他管理员更改。</translation>
    </message>
    <message>
        <source>The last administrator: add another one first.</source>
        <translation>最后一位管理员：请先添加另一位。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>上次登录</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Password set</source>
        <translation>密码设置时间</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Failed sign-ins</source>
        <translation>登录失败次数</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>this client</source>
        <translation>当前客户端</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Sign-in is refused</source>
        <translation>登录被拒绝</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Wrong passwords since the last sign-in</source>
        <translation>上次登录以来的密码错误</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
</context>
<context>
    <name>Operators</name>
    <message>
        <source>Acts on endpoints, blocks, calls and exports.</source>
        <translation>可处理终端、封锁、通话和导出。</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>Changes everything: parameters, gateways, operators and access.</source>
        <translation>可更改一切：参数、网关、操作员和访问权限。</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Failed sign-ins</source>
        <translation>登录失败次数</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>上次登录</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message numerus="yes">
        <source>{address} until {moment}, after %Ln wrong password(s)</source>
        <translation>
            <numerusform>{address}，直至 {moment}，因 %Ln 次密码错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Password set</source>
        <translation>密码设置时间</translation>
    </message>
    <message>
        <source>Reads everything and changes nothing.</source>
        <translation>可查看全部，不能更改。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Signed in ({count})</source>
        <translation>已登录（{count}）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>{address} since {moment}</source>
        <translation>{address}，自 {moment}</translation>
    </message>
</context>
<context>
    <name>OwnNotice</name>
    <message>
        <source>Unblock it</source>
        <translation>解除封锁</translation>
    </message>
</context>
<context>
    <name>PageHost</name>
    <message>
        <source>Close {page}?</source>
        <translation>关闭{page}？</translation>
    </message>
    <message>
        <source>Close and stop it</source>
        <translation>关闭并中止</translation>
    </message>
    <message>
        <source>Edits not applied yet would be lost: {count}.</source>
        <translation>尚未应用的修改将丢失：{count} 项。</translation>
    </message>
    <message>
        <source>Close and lose the edits</source>
        <translation>关闭并放弃修改</translation>
    </message>
</context>
<context>
    <name>PageTabs</name>
    <message>
        <source>Open pages</source>
        <translation>已打开的页面</translation>
    </message>
    <message>
        <source>Close {page}</source>
        <translation>关闭{page}</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Operation management</source>
        <translation>业务管理</translation>
    </message>
    <message>
        <source>Endpoint management</source>
        <translation>终端管理</translation>
    </message>
    <message>
        <source>Gateway operation</source>
        <translation>网关运营</translation>
    </message>
    <message>
        <source>Mapping gateway</source>
        <translation>对接网关</translation>
    </message>
    <message>
        <source>Routing gateway</source>
        <translation>落地网关</translation>
    </message>
    <message>
        <source>Current call</source>
        <translation>当前通话</translation>
    </message>
    <message>
        <source>Business analysis</source>
        <translation>业务分析</translation>
    </message>
    <message>
        <source>Routing analysis</source>
        <translation>路由分析</translation>
    </message>
    <message>
        <source>Alarm management</source>
        <translation>告警管理</translation>
    </message>
    <message>
        <source>Current alarm</source>
        <translation>当前告警</translation>
    </message>
    <message>
        <source>Alarm rules</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>封锁列表</translation>
    </message>
    <message>
        <source>Attack picture</source>
        <translation>攻击态势</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>安全检查表</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Softswitch management</source>
        <translation>软交换管理</translation>
    </message>
    <message>
        <source>Additional settings</source>
        <translation>附加设置</translation>
    </message>
    <message>
        <source>System parameter</source>
        <translation>系统参数</translation>
    </message>
    <message>
        <source>Data query</source>
        <translation>数据查询</translation>
    </message>
    <message>
        <source>CDR</source>
        <translation>话单查询</translation>
    </message>
    <message>
        <source>Recent CDR</source>
        <translation>最近话单</translation>
    </message>
    <message>
        <source>Attack reading</source>
        <translation>攻击分析</translation>
    </message>
    <message>
        <source>Scheduled reports</source>
        <translation>定时报告</translation>
    </message>
    <message>
        <source>Retention and archive</source>
        <translation>话单保留与归档</translation>
    </message>
    <message>
        <source>System settings</source>
        <translation>系统设置</translation>
    </message>
    <message>
        <source>Billing parameters</source>
        <translation>计费参数</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>System management</source>
        <translation>系统管理</translation>
    </message>
    <message>
        <source>System log</source>
        <translation>系统日志</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Call trace</source>
        <translation>呼叫跟踪</translation>
    </message>
</context>
<context>
    <name>ParameterBody</name>
    <message>
        <source>Parameters</source>
        <extracomment>Columns that step aside beside the pane, which shows them anyway; least wanted first. Below this width of the page the pane gives some of its own to the table.</extracomment>
        <translation>参数</translation>
    </message>
</context>
<context>
    <name>ParameterEditor</name>
    <message>
        <source>Keep this change</source>
        <translation>修改保持</translation>
    </message>
    <message>
        <source>Value of {name}</source>
        <translation>{name} 的值</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>{range}, default {default}</source>
        <translation>{range}，默认 {default}</translation>
    </message>
    <message>
        <source>Use {value}: {text}</source>
        <translation>使用 {value}：{text}</translation>
    </message>
    <message>
        <source>{name} (not recommended)</source>
        <translation>{name}（不推荐）</translation>
    </message>
    <message>
        <source>until changed again</source>
        <translation>直到再次修改</translation>
    </message>
    <message>
        <source>for 15 minutes</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>for 30 minutes</source>
        <translation>30 分钟</translation>
    </message>
    <message>
        <source>for 1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>for 8 hours</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>参数值</translation>
    </message>
</context>
<context>
    <name>ParameterExport</name>
    <message numerus="yes">
        <source>%Ln value(s) copied.</source>
        <translation>
            <numerusform>已复制 %Ln 个参数值。</numerusform>
        </translation>
    </message>
    <message>
        <source>System parameters of {server}</source>
        <translation>{server} 的系统参数</translation>
    </message>
    <message>
        <source>Export the current values</source>
        <translation>导出当前参数值</translation>
    </message>
    <message>
        <source>{file} was not written: {why}</source>
        <translation>{file} 没有写入：{why}</translation>
    </message>
    <message>
        <source>Written to {file}.</source>
        <translation>已写入 {file}。</translation>
    </message>
</context>
<context>
    <name>ParameterFilters</name>
    <message>
        <source>Name or description</source>
        <translation>名称或说明</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>全部分组</translation>
    </message>
    <message>
        <source>Changed from default</source>
        <translation>与默认值不同</translation>
    </message>
</context>
<context>
    <name>ParameterHistory</name>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>{who} from {where}</source>
        <translation>{who}（{where}）</translation>
    </message>
</context>
<context>
    <name>ParameterListing</name>
    <message>
        <source>(default {value}; {by}, {at})</source>
        <translation>（默认 {value}；{by}，{at}）</translation>
    </message>
</context>
<context>
    <name>ParameterMenu</name>
    <message>
        <source>Back to the default, {value}</source>
        <translation>恢复默认值 {value}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>编辑 {name}</translation>
    </message>
    <message>
        <source>History of all parameters</source>
        <translation>全部参数的历史</translation>
    </message>
</context>
<context>
    <name>ParameterPane</name>
    <message>
        <source>Reason (kept in the audit, for all changes)</source>
        <translation>原因（记入操作日志，对全部修改有效）</translation>
    </message>
    <message>
        <source>Test call…</source>
        <translation>测试呼叫…</translation>
    </message>
    <message>
        <source>Place a call that is hung up at once, and see whether it is recorded.</source>
        <translation>发起一个立即挂断的呼叫，查看是否生成话单。</translation>
    </message>
    <message>
        <source>Try before applying…</source>
        <translation>应用前试算…</translation>
    </message>
    <message>
        <source>Replay what was tried in the last 24 hours, 7 or 30 days with these values.</source>
        <translation>用这些值重放最近 24 小时、7 天或 30 天内的尝试。</translation>
    </message>
    <message>
        <source>Prove the lockout…</source>
        <translation>验证锁定…</translation>
    </message>
    <message>
        <source>Attack a throwaway endpoint over real SIP, and see what is answered.</source>
        <translation>通过真实 SIP 攻击一个临时终端，查看应答。</translation>
    </message>
    <message>
        <source>Only an administrator changes parameters. You are signed in as {role}.</source>
        <translation>只有管理员可以修改参数。您当前的角色是 {role}。</translation>
    </message>
    <message>
        <source>Somebody else has set {theirs} while you typed {mine}.</source>
        <translation>您输入 {mine} 时，他人已改为 {theirs}。</translation>
    </message>
    <message>
        <source>Changed by {who}, {when}</source>
        <translation>{who} 修改于 {when}</translation>
    </message>
    <message>
        <source>+30 min</source>
        <translation>+30 分钟</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Use theirs</source>
        <translation>采用对方的</translation>
    </message>
    <message>
        <source>Return now</source>
        <translation>立即恢复</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>ParameterResults</name>
    <message>
        <source>It returns at {time}.</source>
        <translation>将在 {time} 恢复。</translation>
    </message>
    <message>
        <source>another value</source>
        <translation>其他值</translation>
    </message>
    <message>
        <source>the softswitch did not acknowledge; it applies when it is back.</source>
        <translation>软交换没有确认；恢复运行后生效。</translation>
    </message>
    <message>
        <source>{name} = {value} is in effect since {time}.</source>
        <translation>{name} = {value} 已于 {time} 生效。</translation>
    </message>
    <message>
        <source>{name} = {value} is stored but not in effect yet: {why}</source>
        <translation>{name} = {value} 已保存但尚未生效：{why}</translation>
    </message>
    <message>
        <source>{name} was not changed: {why}</source>
        <translation>{name} 没有修改：{why}</translation>
    </message>
    <message>
        <source>{name}: somebody else has set {theirs} meanwhile; yours is {mine}.</source>
        <translation>{name}：他人已改为 {theirs}；您的值是 {mine}。</translation>
    </message>
</context>
<context>
    <name>ParameterRules</name>
    <message>
        <source>A whole number is needed: {range}.</source>
        <translation>需要整数：{range}。</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln character(s).</source>
        <translation>
            <numerusform>最多 %Ln 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not recommended: above {limit} the lockout hardly slows a guesser down.</source>
        <translation>不推荐：超过 {limit} 时，锁定几乎无法延缓密码猜测。</translation>
    </message>
    <message>
        <source>Only 0 (off) or 1 (on).</source>
        <translation>只能是 0（关闭）或 1（开启）。</translation>
    </message>
    <message>
        <source>Out of range: {range} is accepted.</source>
        <translation>超出范围：允许 {range}。</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>任意数字</translation>
    </message>
    <message numerus="yes">
        <source>up to %Ln character(s)</source>
        <translation>
            <numerusform>最多 %Ln 个字符</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>0 (off)</source>
        <translation>0（关闭）</translation>
    </message>
    <message>
        <source>1 (on)</source>
        <translation>1（开启）</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>计费</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数名称</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>取值范围</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>手册章节</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Softswitch</source>
        <translation>软交换</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>参数值</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>待应用</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>timed</source>
        <translation>限时</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Generate and copy</source>
        <translation>生成并复制</translation>
    </message>
    <message>
        <source>Strong, and copied: it is not shown again once it is saved.</source>
        <translation>强密码，已复制：保存后不再显示。</translation>
    </message>
    <message>
        <source>Missing: {list}</source>
        <translation>缺少：{list}</translation>
    </message>
    <message numerus="yes">
        <source>At least %Ln character(s): small, capital, digit and special, not easily guessed</source>
        <translation>
            <numerusform>至少 %Ln 个字符：小写、大写、数字和特殊字符，且不易猜到</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %Ln character(s)</source>
        <translation>
            <numerusform>至少 %Ln 个字符</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>How good each password was when it was set. The engine keeps this score and the date, never the password itself, so nothing here helps anybody to guess it. Weak ones fall to a patient guesser; those never judged were set before scores were kept. A double click opens the endpoint, where a new password is generated with one click.</source>
        <translation>每个密码在设置时的强度。引擎只保存这个评分和日期，从不保存密码本身，因此这里的内容无助于任何人猜测。弱密码挡不住有耐心的猜测者；“未评估”的密码是在开始记录评分之前设置的。双击可打开终端，在那里一键即可生成新密码。</translation>
    </message>
    <message>
        <source>Open endpoint {name}</source>
        <translation>打开终端 {name}</translation>
    </message>
    <message>
        <source>Set a new password…</source>
        <translation>设置新密码…</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Whose passwords</source>
        <translation>谁的密码</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Open endpoint</source>
        <translation>打开终端</translation>
    </message>
    <message>
        <source>Extension or name</source>
        <translation>分机号或名称</translation>
    </message>
    <message>
        <source>the first {count}</source>
        <translation>前 {count} 个</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>Search for a part of an extension or a name.</source>
        <translation>请搜索分机号或名称的一部分。</translation>
    </message>
    <message>
        <source>No passwords yet</source>
        <translation>还没有密码</translation>
    </message>
    <message>
        <source>Create the first endpoint; its password is judged while it is typed.</source>
        <translation>创建第一个终端；输入密码时会立即评估其强度。</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>没有这类密码</translation>
    </message>
    <message>
        <source>No password is of this kind now. Choose All to see every one.</source>
        <translation>目前没有这类密码。选择“全部”可查看所有密码。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
</context>
<context>
    <name>Passwords</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Never changed</source>
        <translation>从未更改</translation>
    </message>
    <message>
        <source>Never judged</source>
        <translation>未评估</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置时间</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>never changed since it was created</source>
        <translation>创建后从未更改</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>无需操作</translation>
    </message>
    <message>
        <source>set before strength was noted; a new password is judged</source>
        <translation>在记录强度之前设置；新密码会被评估</translation>
    </message>
    <message>
        <source>weak and never changed: set a new one</source>
        <translation>弱且从未更改：请设置新密码</translation>
    </message>
    <message>
        <source>weak: set a new one</source>
        <translation>弱：请设置新密码</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>PatternCard</name>
    <message>
        <source>Extensions: {list}</source>
        <translation>分机：{list}</translation>
    </message>
    <message>
        <source>Sources: {list}</source>
        <translation>来源：{list}</translation>
    </message>
    <message>
        <source>Block {source}…</source>
        <translation>封锁 {source}…</translation>
    </message>
    <message>
        <source>Show in CDR</source>
        <translation>在话单中查看</translation>
    </message>
    <message>
        <source>Show endpoint</source>
        <translation>查看终端</translation>
    </message>
</context>
<context>
    <name>PointCard</name>
    <message>
        <source>Open the trusted addresses</source>
        <translation>打开可信地址</translation>
    </message>
    <message>
        <source>Show these passwords</source>
        <translation>查看这些密码</translation>
    </message>
    <message>
        <source>Open the endpoints</source>
        <translation>打开终端管理</translation>
    </message>
    <message>
        <source>Prove the lockout…</source>
        <translation>验证锁定…</translation>
    </message>
    <message>
        <source>Make the report…</source>
        <translation>生成报告…</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>修复…</translation>
    </message>
    <message>
        <source>Only an administrator may change this.</source>
        <translation>只有管理员可以更改。</translation>
    </message>
</context>
<context>
    <name>ProofText</name>
    <message>
        <source>Not proved at {moment}: {problem}</source>
        <translation>{moment} 未能证明：{problem}</translation>
    </message>
    <message numerus="yes">
        <source>The lockout works: %Ln wrong password(s) were answered by 403, the right one was refused, and after clearing it registered. The endpoint {extension} is gone.</source>
        <translation>
            <numerusform>锁定有效：%Ln 次错误密码后应答 403，正确密码也被拒绝，解除后成功注册。终端 {extension} 已删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>{moment}, by {who}: failed</source>
        <translation>{moment}，由 {who}：失败</translation>
    </message>
    <message>
        <source>{moment}, by {who}: passed</source>
        <translation>{moment}，由 {who}：通过</translation>
    </message>
</context>
<context>
    <name>RangePanel</name>
    <message>
        <source>From ({zone})</source>
        <translation>从（{zone}）</translation>
    </message>
    <message>
        <source>To ({zone})</source>
        <translation>到（{zone}）</translation>
    </message>
    <message>
        <source>Show this range</source>
        <translation>显示此范围</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The end must be after the beginning.</source>
        <translation>结束时间必须晚于开始时间。</translation>
    </message>
</context>
<context>
    <name>ReasonLine</name>
    <message>
        <source>Kept in the audit</source>
        <translation>保存在审计记录中</translation>
    </message>
    <message>
        <source>Reason (optional)</source>
        <translation>原因（可选）</translation>
    </message>
</context>
<context>
    <name>RecentCdrPage</name>
    <message numerus="yes">
        <source>The last %n record(s) of all kinds, as they come in. The field at the top looks for numbers, addresses, devices and reasons among them. The CDR page has all records, with filters, figures and exports.</source>
        <translation>
            <numerusform>最近的 %n 条各类话单，实时更新。顶部的搜索框可在其中查找号码、地址、设备和原因。全部话单及筛选、统计和导出见话单页面。</numerusform>
        </translation>
    </message>
    <message>
        <source>Number, address, device or reason</source>
        <translation>号码、地址、设备或原因</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>全部话单</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>None of the last records</source>
        <translation>最近话单中没有</translation>
    </message>
    <message>
        <source>What you look for does not occur in them. The CDR page has all records.</source>
        <translation>最近话单中没有所查内容。全部话单见话单页面。</translation>
    </message>
    <message>
        <source>No records</source>
        <translation>没有话单</translation>
    </message>
    <message>
        <source>Calls appear here as they end, refused ones included.</source>
        <translation>呼叫结束后即显示在此，包括被拒绝的呼叫。</translation>
    </message>
</context>
<context>
    <name>RecordBody</name>
    <message>
        <source>Call records</source>
        <translation>话单</translation>
    </message>
    <message>
        <source>Times in {zone}</source>
        <translation>时间所在时区：{zone}</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>隐藏详情</translation>
    </message>
    <message>
        <source>Show call trace</source>
        <translation>查看呼叫跟踪</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n row(s)</source>
        <translation>
            <numerusform>复制 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Show this extension: {name}</source>
        <translation>查看此分机：{name}</translation>
    </message>
    <message numerus="yes">
        <source>seen in the records of %Ln call(s)</source>
        <translation>
            <numerusform>见于 %Ln 条通话记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Block %Ln address(es)…</source>
        <translation>
            <numerusform>封锁 %Ln 个地址…</numerusform>
        </translation>
    </message>
    <message>
        <source>seen in the record of the call {caller} → {callee}</source>
        <translation>见于呼叫 {caller} → {callee} 的话单</translation>
    </message>
    <message>
        <source>Block {address}…</source>
        <translation>封锁 {address}…</translation>
    </message>
    <message>
        <source>Block the number {number}…</source>
        <translation>封锁号码 {number}…</translation>
    </message>
    <message numerus="yes">
        <source>Copied {copied} of %Ln row(s): those that were shown last. Export the records to have all of them.</source>
        <translation>
            <numerusform>已复制 %Ln 行中的 {copied} 行：仅限最近显示过的行。需要全部话单请导出。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordChart</name>
    <message>
        <source>Records over time</source>
        <translation>话单随时间分布</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Show what was shown before (Alt+Left, double click or Esc)</source>
        <translation>显示之前的内容（Alt+左方向键、双击或 Esc）</translation>
    </message>
    <message>
        <source>Drag to set the time range, turn the wheel for less or more time, click a bar to see its records. A double click or Esc goes back.</source>
        <translation>拖动可设置时间范围，滚轮可缩放时间，点击柱形可查看其话单。双击或按 Esc 返回。</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>尚未统计</translation>
    </message>
    <message>
        <source>Show twice as much time</source>
        <translation>显示两倍的时间范围</translation>
    </message>
    <message numerus="yes">
        <source>A question may span %n day(s), the value of SERVER_QUERY_CDR_MAX_DAY_INTERVAL.</source>
        <translation>
            <numerusform>一次查询最多跨越 %n 天，即 SERVER_QUERY_CDR_MAX_DAY_INTERVAL 的值。</numerusform>
        </translation>
    </message>
    <message>
        <source>not recorded: {count}</source>
        <translation>未记录：{count}</translation>
    </message>
    <message>
        <source>records per {bucket} · drag to set the time range · {zone}</source>
        <translation>每 {bucket} 话单数 · 拖动可设定时间范围 · {zone}</translation>
    </message>
    <message>
        <source>Attempts that reached the switch and left no record, because a recording parameter is 0 or the journal was full. They are counted by the minute; the hatched parts of the chart are when they came.</source>
        <translation>到达交换机但没有留下话单的呼叫尝试：某个记录参数为 0，或日志已满。它们按分钟计数；图中的斜线部分是其发生的时间。</translation>
    </message>
</context>
<context>
    <name>RecordingBanner</name>
    <message>
        <source>Show the setting</source>
        <translation>显示该设置</translation>
    </message>
</context>
<context>
    <name>RemoveTrust</name>
    <message>
        <source>Trust {name} no longer?</source>
        <translation>不再信任 {name}？</translation>
    </message>
    <message numerus="yes">
        <source>Trust %Ln entry(s) no longer?</source>
        <translation>
            <numerusform>不再信任 %Ln 项？</numerusform>
        </translation>
    </message>
    <message>
        <source>The rules apply to it again, from the next message on.</source>
        <translation>从下一条消息起，规则重新对其生效。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Retention</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) would go; held: {held}. Archive files: {new} rewritten, {gone} removed, {size}.</source>
        <translation>
            <numerusform>将删除 %Ln 条话单，依法保留 {held} 条。归档文件：重写 {new} 个，删除 {gone} 个，共 {size}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Billing mode</source>
        <translation>计费方式</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>提前结束原因</translation>
    </message>
    <message>
        <source>Files removed</source>
        <translation>删除文件</translation>
    </message>
    <message>
        <source>Files rewritten</source>
        <translation>重写文件</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>释放空间</translation>
    </message>
    <message>
        <source>Goes if begun before</source>
        <translation>早于此时间的将删除</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>依法保留</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>保留时间</translation>
    </message>
    <message numerus="yes">
        <source>Nothing would go now. %Ln record(s) are held.</source>
        <translation>
            <numerusform>目前没有可删除的话单。受保全的话单：%Ln 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Would go</source>
        <translation>将删除</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久</translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message>
        <source>Remove now…</source>
        <translation>立即删除…</translation>
    </message>
    <message>
        <source>How long call records are kept is set by system parameters, one a billing mode. A run at night removes what is older; here you see what would go, may remove it at once as an administrator, and read what was removed. Records under a legal hold never go. Every day is sealed: a check of the seals says whether a record was changed or lost.</source>
        <translation>话单保留多久由系统参数按计费方式设定。每晚自动删除更早的话单；在这里可以查看将被删除的内容，管理员可以立即删除，并可查看删除历史。处于法律保留中的话单永远不会被删除。每一天的话单都有封印：核对封印可以知道是否有话单被改动或丢失。</translation>
    </message>
    <message>
        <source>Remove records now?</source>
        <translation>立即删除话单？</translation>
    </message>
    <message>
        <source>What is removed does not come back.</source>
        <translation>删除后无法恢复。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>What would be removed</source>
        <translation>将删除的内容</translation>
    </message>
    <message>
        <source>Runs so far</source>
        <translation>删除历史</translation>
    </message>
    <message>
        <source>None yet. A run comes every night and removes only what is too old by then.</source>
        <translation>尚无记录。每晚运行一次，只删除届时已过保留期的话单。</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) were removed.</source>
        <translation>
            <numerusform>已删除 %Ln 条话单。</numerusform>
        </translation>
    </message>
    <message>
        <source>Removal</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Legal holds</source>
        <translation>法律保留</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>封印</translation>
    </message>
    <message>
        <source>Records are being removed; this can take minutes.</source>
        <translation>正在删除话单，可能需要几分钟。</translation>
    </message>
    <message>
        <source>Only an administrator may.</source>
        <translation>仅管理员可执行。</translation>
    </message>
</context>
<context>
    <name>RouteAnswer</name>
    <message>
        <source>Routing gateways in the order of the attempts</source>
        <translation>按尝试顺序排列的落地网关</translation>
    </message>
    <message>
        <source>The mapping gateway rewrites the numbers: caller {caller}, called {callee}.</source>
        <translation>对接网关改写号码：主叫 {caller}，被叫 {callee}。</translation>
    </message>
</context>
<context>
    <name>RouteQuestion</name>
    <message>
        <source>None: an endpoint calls</source>
        <translation>无（由终端呼叫）</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>主叫</translation>
    </message>
    <message>
        <source>Called number</source>
        <translation>被叫号码</translation>
    </message>
    <message>
        <source>Mapping gateway</source>
        <translation>对接网关</translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation>请输入号码。</translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message>
        <source>, then </source>
        <translation>，再到 </translation>
    </message>
    <message>
        <source>An operator switched it off.</source>
        <translation>已被操作员停用。</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>Goes nowhere: no routing gateway takes {callee} now.</source>
        <translation>无路可走：目前没有落地网关接收 {callee}。</translation>
    </message>
    <message>
        <source>Goes to extension {name}, which is registered nowhere: the call would fail.</source>
        <translation>送往终端 {name}，但它没有注册：呼叫会失败。</translation>
    </message>
    <message>
        <source>Goes to {gateway} as {callee}, from {caller}.</source>
        <translation>送往 {gateway}，被叫 {callee}，主叫 {caller}。</translation>
    </message>
    <message>
        <source>If that fails, then to {gateways}.</source>
        <translation>若失败，再到 {gateways}。</translation>
    </message>
    <message>
        <source>It asked for a pause or did not answer, and rests now.</source>
        <translation>它曾要求暂停或没有响应，目前处于隔离。</translation>
    </message>
    <message>
        <source>It does not answer OPTIONS.</source>
        <translation>它不应答 OPTIONS。</translation>
    </message>
    <message>
        <source>It got as many new calls within a second as it may get.</source>
        <translation>一秒内的新呼叫已达上限。</translation>
    </message>
    <message>
        <source>It has as many calls as it may have.</source>
        <translation>通话数已达上限。</translation>
    </message>
    <message>
        <source>It serves every number.</source>
        <translation>它接收所有号码。</translation>
    </message>
    <message>
        <source>Its rewriting leaves no number, or one that is too long.</source>
        <translation>号码改写后为空或过长。</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>号码无效</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>Refused: the called extension has as many calls as it may have.</source>
        <translation>拒绝：被叫终端的通话数已达上限。</translation>
    </message>
    <message>
        <source>Refused: the mapping gateway has as many calls as it may have.</source>
        <translation>拒绝：对接网关的通话数已达上限。</translation>
    </message>
    <message>
        <source>Refused: the mapping gateway is disabled.</source>
        <translation>拒绝：对接网关已停用。</translation>
    </message>
    <message>
        <source>Refused: the mapping gateway makes too many calls within a second.</source>
        <translation>拒绝：对接网关一秒内的呼叫过多。</translation>
    </message>
    <message>
        <source>Refused: the mapping gateway may not call this number.</source>
        <translation>拒绝：对接网关不得呼叫该号码。</translation>
    </message>
    <message>
        <source>Refused: the rewriting of the mapping gateway makes a number too long.</source>
        <translation>拒绝：对接网关改写后的号码过长。</translation>
    </message>
    <message>
        <source>Refused: {reason}.</source>
        <translation>拒绝：{reason}。</translation>
    </message>
    <message numerus="yes">
        <source>Rings at extension {name} at all of its %Ln contact(s) together.</source>
        <translation>
            <numerusform>终端 {name} 的 %Ln 个联系地址同时振铃。</numerusform>
        </translation>
    </message>
    <message>
        <source>Rings at extension {name}, which is registered at one contact.</source>
        <translation>终端 {name} 振铃，它注册了 1 个联系地址。</translation>
    </message>
    <message>
        <source>Takes it</source>
        <translation>可接收</translation>
    </message>
    <message>
        <source>The called number begins with none of its prefixes.</source>
        <translation>被叫号码不以它的任何前缀开头。</translation>
    </message>
    <message>
        <source>The called number begins with {prefix}.</source>
        <translation>被叫号码以 {prefix} 开头。</translation>
    </message>
    <message>
        <source>Too quick</source>
        <translation>呼叫过快</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>不可达</translation>
    </message>
</context>
<context>
    <name>Routes</name>
    <message>
        <source>Called number sent</source>
        <translation>送出的被叫</translation>
    </message>
    <message>
        <source>Calling number sent</source>
        <translation>送出的主叫</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>前缀</translation>
    </message>
    <message>
        <source>Priority / weight</source>
        <translation>优先级 / 权重</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>RoutingAnalysisPage</name>
    <message>
        <source>Analyse the routing of a number</source>
        <translation>分析号码的路由</translation>
    </message>
    <message>
        <source>Type who calls and which number, choose the mapping gateway the call comes from, and press Enter. The softswitch says which way the call would take at this moment: the longest prefix comes first, then the lowest priority, then the weight. Gateways that are passed over are listed with the reason. Nobody is called, and nothing is counted.</source>
        <translation>输入主叫和被叫号码，选择呼叫来自的对接网关，然后按回车。软交换会说明此刻呼叫的走向：先匹配最长的前缀，再按优先级（小者优先），最后按权重。被跳过的网关也会列出并说明原因。不会真正呼叫，也不计入任何统计。</translation>
    </message>
    <message>
        <source>Where would a call go?</source>
        <translation>呼叫会送往哪里？</translation>
    </message>
    <message>
        <source>Type a caller and a called number and press Enter. You see the gateway that takes the call, the numbers it is sent, which gateways come next, and why others are passed over. Nobody is called.</source>
        <translation>输入主叫和被叫号码，然后按回车。您会看到接收呼叫的网关、送出的号码、后续的网关，以及其他网关被跳过的原因。不会真正呼叫。</translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <source>Choose a view</source>
        <translation>选择视图</translation>
    </message>
    <message>
        <source>Save as a new view…</source>
        <translation>另存为新视图…</translation>
    </message>
    <message>
        <source>Save as a new view</source>
        <translation>另存为新视图</translation>
    </message>
    <message>
        <source>Rename the view</source>
        <translation>重命名视图</translation>
    </message>
    <message>
        <source>The records stay. Nobody but you used this view.</source>
        <translation>话单不受影响。只有您使用此视图。</translation>
    </message>
    <message>
        <source>The records stay. Everybody loses this view.</source>
        <translation>话单不受影响。所有人都将失去此视图。</translation>
    </message>
    <message>
        <source>Delete the view “{name}”?</source>
        <translation>删除视图“{name}”？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The view “{name}” is saved.</source>
        <translation>视图“{name}”已保存。</translation>
    </message>
    <message>
        <source>The page begins with what was shown last.</source>
        <translation>打开页面时显示上次的内容。</translation>
    </message>
    <message>
        <source>The page begins with “{name}”.</source>
        <translation>打开页面时显示“{name}”。</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>视图：{name}</translation>
    </message>
    <message>
        <source>View: {name} (changed)</source>
        <translation>视图：{name}（已更改）</translation>
    </message>
</context>
<context>
    <name>ScheduleDialog</name>
    <message>
        <source>Edit schedule</source>
        <translation>编辑计划</translation>
    </message>
    <message>
        <source>New schedule</source>
        <translation>新建计划</translation>
    </message>
    <message>
        <source>Evidence report on unauthorised calls</source>
        <translation>未授权呼叫的证据报告</translation>
    </message>
    <message>
        <source>Call records</source>
        <translation>话单</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>全部列</translation>
    </message>
    <message>
        <source>Chosen columns</source>
        <translation>所选列</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>Day of the month</source>
        <translation>每月第几天</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>时</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>分</translation>
    </message>
    <message>
        <source>Below {root} on the engine&apos;s machine; empty for none.</source>
        <translation>位于引擎所在机器的 {root} 之下；留空表示不存文件夹。</translation>
    </message>
    <message>
        <source>Separated by commas; empty for none.</source>
        <translation>用逗号分隔；留空表示不发邮件。</translation>
    </message>
    <message>
        <source>No mail server is configured yet: see Mail settings.</source>
        <translation>尚未配置邮件服务器：见“邮件设置”。</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>A shorter month runs on its last day.</source>
        <translation>较短的月份在最后一天运行。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>话单</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Chosen columns, to be dragged into their order</source>
        <translation>所选列，可拖动调整顺序</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排列顺序</translation>
    </message>
    <message>
        <source>Language of the report</source>
        <translation>报告语言</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Mail to</source>
        <translation>邮件收件人</translation>
    </message>
    <message>
        <source>Tick at least one column.</source>
        <translation>请至少勾选一列。</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>Schedules</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>New schedule</source>
        <translation>新建计划</translation>
    </message>
    <message>
        <source>Mail settings</source>
        <translation>邮件设置</translation>
    </message>
    <message>
        <source>Exports and evidence reports that the engine makes by itself, every day, week or month in a time zone of your choice, and puts into a folder or sends by mail. A run that was missed while the engine was down is made up once. A failure is an alarm until the next success.</source>
        <translation>引擎按所选时区每天、每周或每月自动生成的导出和证据报告，存入文件夹或以邮件发送。引擎停机期间错过的运行会补做一次。失败会产生告警，直到下次成功。</translation>
    </message>
    <message>
        <source>No schedules</source>
        <translation>没有计划</translation>
    </message>
    <message>
        <source>A schedule makes the same report again and again and delivers it.</source>
        <translation>计划会反复生成同一报告并送达。</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>立即运行</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete the schedule?</source>
        <translation>删除该计划？</translation>
    </message>
    <message>
        <source>“{name}” will not run any more. The files it made stay.</source>
        <translation>“{name}”将不再运行。已生成的文件保留。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ScheduleTable</name>
    <message>
        <source>Call records</source>
        <translation>话单</translation>
    </message>
    <message>
        <source>Evidence report</source>
        <translation>证据报告</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>上次运行</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>下次运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>送往</translation>
    </message>
    <message>
        <source>daily at {time}</source>
        <translation>每天 {time}</translation>
    </message>
    <message>
        <source>day {day} of the month at {time}</source>
        <translation>每月 {day} 日 {time}</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>last month</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{day} at {time}</source>
        <translation>{day} {time}</translation>
    </message>
</context>
<context>
    <name>SealTab</name>
    <message>
        <source>Copy the last seal</source>
        <translation>复制最后一个封印</translation>
    </message>
    <message>
        <source>Days to check</source>
        <translation>核对的日期</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即核对</translation>
    </message>
    <message>
        <source>The records of every day are being read; that takes some seconds for each million.</source>
        <translation>正在读取每一天的话单；每一百万条需要几秒钟。</translation>
    </message>
    <message>
        <source>Days and their seals</source>
        <translation>各日及其封印</translation>
    </message>
    <message>
        <source>Not checked in this session</source>
        <translation>本次登录尚未核对</translation>
    </message>
    <message>
        <source>Every day of call records is sealed. A check reads all of them again and says of every day whether records were changed, went missing or were removed by retention. Write the last seal down elsewhere: it shows if the end of the chain is cut off.</source>
        <translation>每一天的话单都有封印。核对会重新读取全部话单，并逐日说明话单是否被改动、丢失或按保留期删除。请把最后一个封印另行记下：如果链的末尾被截断，就能看出来。</translation>
    </message>
    <message>
        <source>No record is in these days.</source>
        <translation>这些日期内没有话单。</translation>
    </message>
    <message>
        <source>Nothing to check</source>
        <translation>没有可核对的内容</translation>
    </message>
    <message>
        <source>Number and value of the last seal are copied.</source>
        <translation>最后一个封印的编号和值已复制。</translation>
    </message>
</context>
<context>
    <name>Seals</name>
    <message>
        <source>All days</source>
        <translation>全部日期</translation>
    </message>
    <message>
        <source>As it was sealed</source>
        <translation>与封印一致</translation>
    </message>
    <message>
        <source>Billing mode</source>
        <translation>计费方式</translation>
    </message>
    <message>
        <source>Checked at {time}: not everything could be confirmed.</source>
        <translation>核对于 {time}：部分内容无法确认。</translation>
    </message>
    <message>
        <source>Checked at {time}: nothing of these days is sealed yet, so nothing is proved.</source>
        <translation>检查时间 {time}：这些日期尚未封存，因此无法证明任何内容。</translation>
    </message>
    <message>
        <source>Checked at {time}: the records are as they were sealed.</source>
        <translation>核对于 {time}：话单与封印时一致。</translation>
    </message>
    <message>
        <source>Day (UTC)</source>
        <translation>日期（UTC）</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>现有</translation>
    </message>
    <message>
        <source>How often records came in after the day was sealed, and were sealed by themselves.</source>
        <translation>该日封印之后又有话单到达并单独封印的次数。</translation>
    </message>
    <message>
        <source>Not sealed yet</source>
        <translation>尚未封印</translation>
    </message>
    <message>
        <source>Nothing is sealed yet: a day is sealed six hours after its end (UTC).</source>
        <translation>尚无封印：每一天在结束（UTC）六小时后封印。</translation>
    </message>
    <message>
        <source>Records are missing</source>
        <translation>话单缺失</translation>
    </message>
    <message>
        <source>Records were changed</source>
        <translation>话单被改动</translation>
    </message>
    <message>
        <source>Removed by retention</source>
        <translation>已按保留期删除</translation>
    </message>
    <message>
        <source>Removed since</source>
        <translation>其后删除</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>已封印</translation>
    </message>
    <message>
        <source>Sealed later</source>
        <translation>后续封印</translation>
    </message>
    <message numerus="yes">
        <source>%Ln seal(s) are not the ones that the audit names, the first: {numbers}.</source>
        <translation>
            <numerusform>有 %Ln 个封印与审计中记下的不符，最先的是：{numbers}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seal(s) are not the ones that were written, the first: {numbers}.</source>
        <translation>
            <numerusform>有 %Ln 个封印不是当初写下的，最先的是：{numbers}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seal(s). The last one is {head}….</source>
        <translation>
            <numerusform>共 %Ln 个封印，最后一个是 {head}…。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked at {time}: %Ln row(s) are not as they were sealed; they come first.</source>
        <translation>
            <numerusform>核对于 {time}：有 %Ln 行与封印不一致，排在最前。</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The last 12 months</source>
        <translation>最近 12 个月</translation>
    </message>
    <message>
        <source>The last 31 days</source>
        <translation>最近 31 天</translation>
    </message>
    <message>
        <source>The rest is as it was sealed</source>
        <translation>其余与封印一致</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>SelfProofDialog</name>
    <message>
        <source>Prove the lockout</source>
        <translation>验证锁定</translation>
    </message>
    <message>
        <source>A throwaway endpoint is created and attacked over real SIP: no password, wrong ones up to the limit, the right one during the lockout; then it is cleared, registered and removed. Nobody else is touched.</source>
        <translation>创建一个临时终端并通过真实 SIP 攻击它：不带密码、错误密码直到上限、锁定期间的正确密码；然后解除、注册并删除。不影响任何其他人。</translation>
    </message>
    <message>
        <source>Run the proof</source>
        <translation>开始验证</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Attacking the throwaway endpoint…</source>
        <translation>正在攻击临时终端…</translation>
    </message>
</context>
<context>
    <name>SetEnabled</name>
    <message numerus="yes">
        <source>Disable %Ln endpoint(s)?</source>
        <translation>
            <numerusform>停用 %Ln 个终端？</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable {name}?</source>
        <translation>停用 {name}？</translation>
    </message>
    <message>
        <source>Registrations end now and new ones are refused, until it is enabled again. Nothing is deleted.</source>
        <translation>注册立即失效，重新启用前拒绝新的注册。不会删除任何数据。</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
</context>
<context>
    <name>SetGatewayEnabled</name>
    <message numerus="yes">
        <source>Enable %Ln gateway(s)?</source>
        <translation>
            <numerusform>启用 %Ln 个网关？</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable {name}?</source>
        <translation>启用 {name}？</translation>
    </message>
    <message>
        <source>Calls go to it and are taken from it again, from the next one on.</source>
        <translation>从下一次呼叫起，重新向其送呼叫并接受其呼叫。</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message numerus="yes">
        <source>Disable %Ln gateway(s)?</source>
        <translation>
            <numerusform>停用 %Ln 个网关？</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable {name}?</source>
        <translation>停用 {name}？</translation>
    </message>
    <message>
        <source>It gets no new calls and none are taken from it, until it is enabled again. Calls that run go on. Nothing is deleted.</source>
        <translation>在重新启用之前，不再向其送话，也不再接受来自它的呼叫。正在进行的通话继续。不会删除任何内容。</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>Show the records</source>
        <translation>显示话单</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>封锁…</translation>
    </message>
    <message>
        <source>Block this source…</source>
        <translation>封锁此来源…</translation>
    </message>
    <message numerus="yes">
        <source>%n pattern(s)</source>
        <translation>
            <numerusform>%n 个模式</numerusform>
        </translation>
    </message>
    <message>
        <source>Times in {zone}. Countries of registration: {data}.</source>
        <translation>时间为 {zone}。注册国家来自：{data}。</translation>
    </message>
    <message>
        <source>None of its attempts is on record.</source>
        <translation>它的尝试都没有话单。</translation>
    </message>
    <message>
        <source>Attempts on record</source>
        <translation>有话单的尝试</translation>
    </message>
    <message>
        <source>Without a record</source>
        <translation>无话单</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>Days with attempts</source>
        <translation>有尝试的天数</translation>
    </message>
    <message>
        <source>Calling numbers</source>
        <translation>主叫号码</translation>
    </message>
    <message>
        <source>Called numbers</source>
        <translation>被叫号码</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址数</translation>
    </message>
    <message>
        <source>Lockouts</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Extensions locked out</source>
        <translation>被锁定的分机</translation>
    </message>
    <message numerus="yes">
        <source>Numbers and devices are those of the newest %Ln record(s).</source>
        <translation>
            <numerusform>号码和设备取自最新的 %Ln 条话单。</numerusform>
        </translation>
    </message>
    <message>
        <source>Attempts by hour of the day</source>
        <translation>各时段的尝试</translation>
    </message>
    <message>
        <source>Numbers in sequence</source>
        <translation>连续的号码</translation>
    </message>
    <message>
        <source>Called numbers begin with</source>
        <translation>被叫号码开头</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>{number} without a record</source>
        <translation>{number}（无话单）</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Loading</source>
        <translation>正在载入</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Server, user and latency</source>
        <translation>服务器、用户和延迟</translation>
    </message>
    <message>
        <source>Registered endpoints, refused a second</source>
        <translation>已注册终端数、每秒拒绝数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>{count} registered</source>
        <translation>已注册 {count}</translation>
    </message>
    <message>
        <source>{rate} refused/s</source>
        <translation>每秒拒绝 {rate}</translation>
    </message>
</context>
<context>
    <name>StrengthMeter</name>
    <message>
        <source>Strength: {word}</source>
        <translation>强度：{word}</translation>
    </message>
</context>
<context>
    <name>SuspensionHistory</name>
    <message numerus="yes">
        <source>%Ln wrong password(s)</source>
        <translation>
            <numerusform>%Ln 次密码错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Cleared by {who}</source>
        <translation>由 {who} 清除</translation>
    </message>
    <message>
        <source>Lifted</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>Never suspended.</source>
        <translation>从未被锁定。</translation>
    </message>
    <message>
        <source>Over by itself</source>
        <translation>到期自动解除</translation>
    </message>
    <message numerus="yes">
        <source>Suspended %Ln time(s), {day} of them in the last 24 hours.</source>
        <translation>
            <numerusform>共锁定 %Ln 次，其中最近 24 小时 {day} 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Suspended once.</source>
        <translation>锁定过一次。</translation>
    </message>
    <message>
        <source>an operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>for {span}</source>
        <translation>持续 {span}</translation>
    </message>
</context>
<context>
    <name>SystemParameterPage</name>
    <message>
        <source>Every setting of the softswitch. Select one, type its value at the right and apply; several edits go together, with a reason that is kept in the audit. A change may be kept for a time only and returns by itself. Ctrl+Z takes an edit back before it is applied; the history says who changed what and why. Values are checked while you type, and act on the very next registration or call.</source>
        <translation>软交换的全部系统参数。选中一项，在右侧输入参数值并应用；多项修改可以一起应用，原因记入操作日志。修改可以只保持一段时间，之后自动恢复。应用之前可用 Ctrl+Z 撤销；历史记录了谁修改了什么以及原因。输入时即检查取值，生效后对下一次注册或呼叫立即起作用。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Export or copy the values</source>
        <translation>导出或复制参数值</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>撤销上一次修改</translation>
    </message>
    <message>
        <source>Apply the changes</source>
        <translation>应用修改</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>History of all parameters</source>
        <translation>全部参数的历史</translation>
    </message>
    <message>
        <source>Export the values as CSV…</source>
        <translation>将参数值导出为 CSV…</translation>
    </message>
    <message>
        <source>Export the values as text…</source>
        <translation>将参数值导出为文本…</translation>
    </message>
    <message>
        <source>Copy the values</source>
        <translation>复制参数值</translation>
    </message>
    <message>
        <source>No parameter matches</source>
        <translation>没有符合条件的参数</translation>
    </message>
    <message>
        <source>Search for a part of a name, such as REGISTER, or for a word of what it does.</source>
        <translation>请搜索名称的一部分（例如 REGISTER）或说明中的词语。</translation>
    </message>
    <message>
        <source>Show all parameters</source>
        <translation>显示全部参数</translation>
    </message>
    <message>
        <source>The history cannot be read: {why}</source>
        <translation>无法读取历史：{why}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) cannot be sent yet</source>
        <translation>
            <numerusform>%Ln 个值还不能提交</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStrip</name>
    <message>
        <source>Place in the result</source>
        <translation>在结果中的位置</translation>
    </message>
    <message>
        <source>Jump to time…</source>
        <translation>跳转到时间…</translation>
    </message>
    <message>
        <source>Go to the first record at or before a time (Ctrl+G)</source>
        <translation>跳到某一时刻或之前的第一条话单 (Ctrl+G)</translation>
    </message>
    <message>
        <source>Show them where they belong in this order</source>
        <translation>按当前排序显示这些记录</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>New records appear at the top as they come in. Click to pause.</source>
        <translation>新话单到达时显示在顶部。点击可暂停。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>New records are only counted. Click to go on.</source>
        <translation>只统计新话单的数量。点击可继续。</translation>
    </message>
    <message>
        <source>Not live in this order</source>
        <translation>此排序下不实时</translation>
    </message>
    <message>
        <source>New records are counted. Sort by Start, newest first, to see them come.</source>
        <translation>新话单只计数。按开始时间从新到旧排序即可看到它们实时出现。</translation>
    </message>
    <message>
        <source>Live at the top</source>
        <translation>顶部实时</translation>
    </message>
    <message>
        <source>The table stands still while you read here. New records are counted.</source>
        <translation>在此阅读时表格保持不动，新话单会被计数。</translation>
    </message>
    <message numerus="yes">
        <source>%n new record(s)</source>
        <translation>
            <numerusform>%n 条新话单</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the top and show them</source>
        <translation>回到顶部并显示</translation>
    </message>
    <message>
        <source>{first} – {last} of {count}</source>
        <translation>第 {first} – {last} 条，共 {count} 条</translation>
    </message>
    <message>
        <source>{first} – {last} of more than {count}</source>
        <translation>第 {first} – {last} 条，共 {count} 条以上</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Column headings</source>
        <translation>列标题</translation>
    </message>
</context>
<context>
    <name>TimedBar</name>
    <message>
        <source>More changes that return by themselves: {count}. See the rows of the table.</source>
        <translation>另有会自动恢复的更改：{count}。见表中各行。</translation>
    </message>
    <message>
        <source>30 minutes longer</source>
        <translation>延长 30 分钟</translation>
    </message>
    <message>
        <source>Return now</source>
        <translation>立即恢复</translation>
    </message>
</context>
<context>
    <name>TimedText</name>
    <message>
        <source>Returns to {value} in {time}, at {moment}.</source>
        <translation>将在 {time} 后（{moment}）恢复为 {value}。</translation>
    </message>
    <message>
        <source>Should have returned to {value} at {moment}; it is tried again.</source>
        <translation>本应在 {moment} 恢复为 {value}；正在重试。</translation>
    </message>
    <message>
        <source>{name} is {value} for a time. {countdown}</source>
        <translation>{name} 暂时为 {value}。{countdown}</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>TraceBody</name>
    <message>
        <source>Text of the selected message</source>
        <translation>所选消息的原文</translation>
    </message>
    <message>
        <source>running, updated live</source>
        <translation>进行中，实时更新</translation>
    </message>
    <message numerus="yes">
        <source>ended; kept for %Ln minute(s) after the last message</source>
        <translation>
            <numerusform>已结束；最后一条消息后保留 %Ln 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>{state} · Call-ID {call_id}</source>
        <translation>{state} · Call-ID {call_id}</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) were left out of the middle: the call had too many.</source>
        <translation>
            <numerusform>中间有 {count} 条消息被省略：该呼叫的消息过多。</numerusform>
        </translation>
    </message>
    <message>
        <source>{caller} → {callee} · {state} · Call-ID {call_id}</source>
        <translation>{caller} → {callee} · {state} · Call-ID {call_id}</translation>
    </message>
</context>
<context>
    <name>TraceLadder</name>
    <message>
        <source>Failure</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Provisional answer</source>
        <translation>临时应答</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message numerus="yes">
        <source>Sent %Ln time(s), unchanged: {times}</source>
        <translation>
            <numerusform>原样发送了 %Ln 次：{times}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %Ln time(s)</source>
        <translation>
            <numerusform>发送了 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>软交换</translation>
    </message>
    <message>
        <source>with SDP</source>
        <translation>带 SDP</translation>
    </message>
    <message>
        <source>{sender} to {receiver}</source>
        <translation>{sender} 到 {receiver}</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Test call</source>
        <translation>测试呼叫</translation>
    </message>
    <message>
        <source>The softswitch calls an echo inside itself, over its own SIP port and through both legs of a real call. No phone is needed and nobody is billed; the record says test-call → echo.</source>
        <translation>软交换通过自身的 SIP 端口呼叫其内部的回音端，走真实呼叫的两段。不需要话机，也不计费；话单显示为 test-call → echo。</translation>
    </message>
    <message>
        <source>Call and hang up at once</source>
        <translation>呼叫并立即挂断</translation>
    </message>
    <message>
        <source>Call for 5 seconds</source>
        <translation>通话 5 秒</translation>
    </message>
    <message>
        <source>Asking the softswitch…</source>
        <translation>正在请求软交换…</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>呼叫过程</translation>
    </message>
    <message>
        <source>Record of the test call</source>
        <translation>测试呼叫的话单</translation>
    </message>
    <message>
        <source>Show the record</source>
        <translation>查看话单</translation>
    </message>
    <message>
        <source>Open the parameter</source>
        <translation>打开参数</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The first call is hung up while it rings: it lasts zero seconds, and is on record only while {parameter} is 1. The second one is answered, with voice both ways.</source>
        <translation>第一个呼叫在振铃时即挂断：时长为零，仅当 {parameter} 为 1 时才有话单。第二个呼叫会被应答，双向传送语音。</translation>
    </message>
    <message>
        <source>Test calls need the role operator or admin.</source>
        <translation>测试呼叫需要操作员或管理员角色。</translation>
    </message>
</context>
<context>
    <name>TrialText</name>
    <message>
        <source>Calling the echo…</source>
        <translation>正在呼叫回音端…</translation>
    </message>
    <message>
        <source>Connected…</source>
        <translation>已接通…</translation>
    </message>
    <message>
        <source>The call is over. Waiting for its record…</source>
        <translation>通话已结束，正在等待话单…</translation>
    </message>
    <message>
        <source>The call was connected, and its record has arrived.</source>
        <translation>通话已接通，话单已到达。</translation>
    </message>
    <message>
        <source>The echo rings…</source>
        <translation>回音端振铃…</translation>
    </message>
    <message>
        <source>The record has arrived: zero-duration calls are on record.</source>
        <translation>话单已到达：零时长呼叫会生成话单。</translation>
    </message>
    <message>
        <source>The test call failed.</source>
        <translation>测试呼叫失败。</translation>
    </message>
    <message>
        <source>There is no record of this call.</source>
        <translation>该呼叫没有话单。</translation>
    </message>
    <message>
        <source>{caller} → {callee}, {start}, hold time {hold}, flow number {number}</source>
        <translation>{caller} → {callee}，{start}，通话时长 {hold}，流水号 {number}</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>Trust an address</source>
        <translation>信任地址</translation>
    </message>
    <message>
        <source>No rule blocks it, whatever it sends: for carriers, offices and tests. Wrong passwords still suspend an extension.</source>
        <translation>无论它发送什么，规则都不会封锁它：用于运营商、办公地点和测试。密码错误仍会锁定分机。</translation>
    </message>
    <message>
        <source>Address or network</source>
        <translation>地址或网段</translation>
    </message>
    <message>
        <source>A very wide network: type it once more to confirm</source>
        <translation>非常大的网段：请再输入一次以确认</translation>
    </message>
    <message>
        <source>Who that is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Trusted for</source>
        <translation>信任时长</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>That is no address and no network.</source>
        <translation>这不是地址，也不是网段。</translation>
    </message>
</context>
<context>
    <name>Trusted</name>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>信任的地址</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
</context>
<context>
    <name>TrustedTab</name>
    <message>
        <source>Trust an address…</source>
        <translation>信任地址…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Only trusted addresses…</source>
        <translation>仅受信任的地址…</translation>
    </message>
    <message>
        <source>Show its call records</source>
        <translation>显示其话单</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Address or comment</source>
        <translation>地址或备注</translation>
    </message>
    <message>
        <source>Trusted addresses</source>
        <translation>信任地址</translation>
    </message>
</context>
<context>
    <name>Unblock</name>
    <message>
        <source>Unblock {name}?</source>
        <translation>解除对 {name} 的封锁？</translation>
    </message>
    <message numerus="yes">
        <source>Unblock %Ln entry(s)?</source>
        <translation>
            <numerusform>解除 %Ln 项封锁？</numerusform>
        </translation>
    </message>
    <message>
        <source>Unblock and trust</source>
        <translation>解除封锁并信任</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>解除封锁</translation>
    </message>
    <message>
        <source>Messages from there are answered at once, and what was counted against it is forgotten in every layer.</source>
        <translation>来自该处的消息立即得到应答，所有层中的相关计数都会清除。</translation>
    </message>
    <message>
        <source>For {span} no rule blocks it again.</source>
        <translation>在 {span}内规则不会再次封锁它。</translation>
    </message>
    <message>
        <source>If it goes on as before, the rules block it again.</source>
        <translation>如果行为依旧，规则会再次封锁它。</translation>
    </message>
</context>
<context>
    <name>ValueLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ViewNameDialog</name>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Share with everybody</source>
        <translation>与所有人共享</translation>
    </message>
    <message>
        <source>Sharing needs the role operator or admin.</source>
        <translation>共享需要操作员或管理员角色。</translation>
    </message>
</context>
<context>
    <name>ViewsMenu</name>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Go on without a view</source>
        <translation>不使用视图</translation>
    </message>
    <message>
        <source>No view is saved yet</source>
        <translation>还没有保存的视图</translation>
    </message>
    <message>
        <source>Only {owner} or an admin changes this view.</source>
        <translation>只有 {owner} 或管理员可以更改此视图。</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Save as a new view…</source>
        <translation>另存为新视图…</translation>
    </message>
    <message>
        <source>Save changes to “{name}”</source>
        <translation>保存对“{name}”的更改</translation>
    </message>
    <message>
        <source>Share with everybody</source>
        <translation>与所有人共享</translation>
    </message>
    <message>
        <source>Sharing needs the role operator or admin.</source>
        <translation>共享需要操作员或管理员角色。</translation>
    </message>
    <message>
        <source>Show this view at the start</source>
        <translation>打开页面时显示此视图</translation>
    </message>
    <message>
        <source>{name} (shared by {owner})</source>
        <translation>{name}（{owner} 共享）</translation>
    </message>
    <message>
        <source>{name}, shown at the start</source>
        <translation>{name}，打开页面时显示</translation>
    </message>
</context>
<context>
    <name>WebhookDialog</name>
    <message>
        <source>Rules that tell the webhook post a JSON message here, signed with the secret. Leave the address empty to post nowhere.</source>
        <translation>启用 Webhook 的规则会向此地址推送用密钥签名的 JSON 消息。地址留空则不推送。</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Stored; type to replace it</source>
        <translation>已保存；输入以替换</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message numerus="yes">
        <source>At least %Ln character(s); a new address needs its secret anew.</source>
        <translation>
            <numerusform>至少 %Ln 个字符；更换地址须重新填写密钥。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>Appearance: dark</source>
        <translation>外观：深色</translation>
    </message>
    <message>
        <source>Appearance: light</source>
        <translation>外观：浅色</translation>
    </message>
    <message>
        <source>Appearance: like the system</source>
        <translation>外观：跟随系统</translation>
    </message>
    <message>
        <source>Language: {name}</source>
        <translation>语言：{name}</translation>
    </message>
</context>
<context>
    <name>ZoneDialog</name>
    <message>
        <source>Ranges such as “Today”, charts and exports go by it as well.</source>
        <translation>“今天”等时间范围、图表和导出也以此为准。</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Show times in it</source>
        <translation>按此时区显示</translation>
    </message>
    <message>
        <source>Continent and city, for example Asia/Dhaka</source>
        <translation>洲和城市，例如 Asia/Dhaka</translation>
    </message>
    <message>
        <source>Of this computer: {zone}</source>
        <translation>本机时区：{zone}</translation>
    </message>
    <message>
        <source>No zone has this name.</source>
        <translation>没有这个时区。</translation>
    </message>
</context>
<context>
    <name>dialog</name>
    <message>
        <source>{name} is blocked.</source>
        <translation>{name} 已被封锁。</translation>
    </message>
    <message>
        <source>{name} is trusted.</source>
        <translation>{name} 已被信任。</translation>
    </message>
</context>
</TS>
