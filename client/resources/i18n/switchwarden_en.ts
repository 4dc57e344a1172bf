<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlarmNews</name>
    <message numerus="yes">
        <source>%Ln new alarm(s)</source>
        <translation>
            <numerusform>%Ln new alarm</numerusform>
            <numerusform>%Ln new alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message numerus="yes">
        <source>%Ln alarm(s)</source>
        <translation>
            <numerusform>%Ln alarm</numerusform>
            <numerusform>%Ln alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplyEdits</name>
    <message numerus="yes">
        <source>Apply %Ln change(s)</source>
        <translation>
            <numerusform>Apply %Ln change</numerusform>
            <numerusform>Apply %Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttackPage</name>
    <message numerus="yes">
        <source>The {shown} with the most attempts, of %Ln source(s)</source>
        <translation>
            <numerusform>The {shown} with the most attempts, of %Ln source</numerusform>
            <numerusform>The {shown} with the most attempts, of %Ln sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n row(s)</source>
        <translation>
            <numerusform>Copy %n row</numerusform>
            <numerusform>Copy %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttackPicture</name>
    <message numerus="yes">
        <source>{count} lockout(s) within an hour</source>
        <translation>
            <numerusform>{count} lockout within an hour</numerusform>
            <numerusform>{count} lockouts within an hour</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttackText</name>
    <message numerus="yes">
        <source>Extension {examples} was locked out {times} time(s).</source>
        <translation>
            <numerusform>Extension {examples} was locked out {times} time.</numerusform>
            <numerusform>Extension {examples} was locked out {times} times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lockouts: {suspensions}, over {extensions} extension(s).</source>
        <translation>
            <numerusform>Lockouts: {suspensions}, over {extensions} extension.</numerusform>
            <numerusform>Lockouts: {suspensions}, over {extensions} extensions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The number {examples} was called {calls} time(s).</source>
        <translation>
            <numerusform>The number {examples} was called {calls} time.</numerusform>
            <numerusform>The number {examples} was called {calls} times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Worst day: {day} with {count} lockout(s).</source>
        <translation>
            <numerusform>Worst day: {day} with {count} lockout.</numerusform>
            <numerusform>Worst day: {day} with {count} lockouts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrong passwords locked out {extensions} extension(s). Lockouts in all: {suspensions}, of them of extensions that do not exist: {unknown}.</source>
        <translation>
            <numerusform>Wrong passwords locked out {extensions} extension. Lockouts in all: {suspensions}, of them of extensions that do not exist: {unknown}.</numerusform>
            <numerusform>Wrong passwords locked out {extensions} extensions. Lockouts in all: {suspensions}, of them of extensions that do not exist: {unknown}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{callers} different calling number(s) were tried.</source>
        <translation>
            <numerusform>{callers} different calling number was tried.</numerusform>
            <numerusform>{callers} different calling numbers were tried.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{calls} call(s) came from tools of attackers: {examples}.</source>
        <translation>
            <numerusform>{calls} call came from a tool of attackers: {examples}.</numerusform>
            <numerusform>{calls} calls came from tools of attackers: {examples}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{calls} call(s) went to numbers of other countries.</source>
        <translation>
            <numerusform>{calls} call went to a number of another country.</numerusform>
            <numerusform>{calls} calls went to numbers of other countries.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{calls} call(s) went to premium-rate or satellite numbers, such as {examples}.</source>
        <translation>
            <numerusform>{calls} call went to a premium-rate or satellite number, {examples}.</numerusform>
            <numerusform>{calls} calls went to premium-rate or satellite numbers, such as {examples}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} attempt(s) were counted without their source: more came at once than are told apart.</source>
        <translation>
            <numerusform>{count} attempt was counted without its source: more came at once than are told apart.</numerusform>
            <numerusform>{count} attempts were counted without their source: more came at once than are told apart.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{destinations} destination(s) were tried behind several dial prefixes, …{examples} behind {prefixes}.</source>
        <translation>
            <numerusform>{destinations} destination was tried behind several dial prefixes, …{examples} behind {prefixes}.</numerusform>
            <numerusform>{destinations} destinations were tried behind several dial prefixes, …{examples} behind {prefixes}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message numerus="yes">
        <source>%Ln entry(s)</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditTable</name>
    <message numerus="yes">
        <source>%Ln entry(s) before it fit.</source>
        <translation>
            <numerusform>%Ln entry before it fits.</numerusform>
            <numerusform>%Ln entries before it fit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln newer entry(s).</source>
        <translation>
            <numerusform>%Ln entry is newer.</numerusform>
            <numerusform>%Ln entries are newer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retention removed %Ln older one(s).</source>
        <translation>
            <numerusform>Retention removed %Ln older one.</numerusform>
            <numerusform>Retention removed %Ln older ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chain is being verified: {count} of %Ln entry(s) fit so far.</source>
        <translation>
            <numerusform>The chain is being verified: {count} of %Ln entry fits so far.</numerusform>
            <numerusform>The chain is being verified: {count} of %Ln entries fit so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verified up to {moment}: %Ln entry(s) as written.</source>
        <translation>
            <numerusform>Verified up to {moment}: %Ln entry is as it was written.</numerusform>
            <numerusform>Verified up to {moment}: %Ln entries are as they were written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockChanges</name>
    <message numerus="yes">
        <source>%Ln are not blocked any more: {names}.</source>
        <translation>
            <numerusform>%Ln is not blocked any more: {names}.</numerusform>
            <numerusform>%Ln are not blocked any more: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more were not changed.</source>
        <translation>
            <numerusform>%Ln more was not changed.</numerusform>
            <numerusform>%Ln more were not changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockExport</name>
    <message numerus="yes">
        <source>%Ln row(s) written to {file}.</source>
        <translation>
            <numerusform>%Ln row written to {file}.</numerusform>
            <numerusform>%Ln rows written to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockGroups</name>
    <message numerus="yes">
        <source>{address} · %Ln entry(s)</source>
        <translation>
            <numerusform>{address} · %Ln entry</numerusform>
            <numerusform>{address} · %Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockImport</name>
    <message numerus="yes">
        <source>%Ln more line(s) are not named here.</source>
        <translation>
            <numerusform>%Ln more line is not named here.</numerusform>
            <numerusform>%Ln more lines are not named here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockMenu</name>
    <message numerus="yes">
        <source>Export %Ln entry(s) as CSV…</source>
        <translation>
            <numerusform>Export %Ln entry as CSV…</numerusform>
            <numerusform>Export %Ln entries as CSV…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unblock %Ln entry(s)…</source>
        <translation>
            <numerusform>Unblock %Ln entry…</numerusform>
            <numerusform>Unblock %Ln entries…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockPreview</name>
    <message numerus="yes">
        <source>%Ln phone(s) are registered from there: {names}.</source>
        <translation>
            <numerusform>%Ln phone is registered from there: {names}.</numerusform>
            <numerusform>%Ln phones are registered from there: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockText</name>
    <message numerus="yes">
        <source>%Ln new call(s)</source>
        <translation>
            <numerusform>%Ln new call</numerusform>
            <numerusform>%Ln new calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln phone(s) registered there</source>
        <translation>
            <numerusform>%Ln phone registered there</numerusform>
            <numerusform>%Ln phones registered there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln registration(s)</source>
        <translation>
            <numerusform>%Ln registration</numerusform>
            <numerusform>%Ln registrations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s) of operators</source>
        <translation>
            <numerusform>%Ln wrong password of operators</numerusform>
            <numerusform>%Ln wrong passwords of operators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s)</source>
        <translation>
            <numerusform>%Ln wrong password</numerusform>
            <numerusform>%Ln wrong passwords</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallChanges</name>
    <message numerus="yes">
        <source>%Ln call(s) are hung up.</source>
        <translation>
            <numerusform>%Ln call is hung up.</numerusform>
            <numerusform>%Ln calls are hung up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) were over already.</source>
        <translation>
            <numerusform>%Ln call was over already.</numerusform>
            <numerusform>%Ln calls were over already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallMenu</name>
    <message numerus="yes">
        <source>Hang up %Ln call(s)…</source>
        <translation>
            <numerusform>Hang up %Ln call…</numerusform>
            <numerusform>Hang up %Ln calls…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CdrChips</name>
    <message numerus="yes">
        <source>%Ln address(es)</source>
        <translation>
            <numerusform>%Ln address</numerusform>
            <numerusform>%Ln addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln callee(s)</source>
        <translation>
            <numerusform>%Ln callee</numerusform>
            <numerusform>%Ln callees</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln caller(s)</source>
        <translation>
            <numerusform>%Ln caller</numerusform>
            <numerusform>%Ln callers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln destination(s)</source>
        <translation>
            <numerusform>%Ln destination</numerusform>
            <numerusform>%Ln destinations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln source(s)</source>
        <translation>
            <numerusform>%Ln source</numerusform>
            <numerusform>%Ln sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CdrExport</name>
    <message numerus="yes">
        <source>Writing {rows} of %Ln record(s)</source>
        <translation>
            <numerusform>Writing {rows} of %Ln record</numerusform>
            <numerusform>Writing {rows} of %Ln records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CdrPage</name>
    <message numerus="yes">
        <source>{count} attempt(s) of this time were counted but not recorded, because a recording parameter is 0. See System settings › Billing parameters.</source>
        <translation>
            <numerusform>{count} attempt of this time was counted but not recorded, because a recording parameter is 0. See System settings › Billing parameters.</numerusform>
            <numerusform>{count} attempts of this time were counted but not recorded, because a recording parameter is 0. See System settings › Billing parameters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln record(s)</source>
        <translation>
            <numerusform>Export %Ln record</numerusform>
            <numerusform>Export %Ln records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message numerus="yes">
        <source>All %Ln point(s) are in order.</source>
        <translation>
            <numerusform>%Ln point is in order.</numerusform>
            <numerusform>All %Ln points are in order.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClearSuspend</name>
    <message numerus="yes">
        <source>Registration is possible at once and the failure counter is 0. A device that still has a wrong password is suspended again after %Ln attempt(s).</source>
        <translation>
            <numerusform>Registration is possible at once and the failure counter is 0. A device that still has a wrong password is suspended again after %Ln attempt.</numerusform>
            <numerusform>Registration is possible at once and the failure counter is 0. A device that still has a wrong password is suspended again after %Ln attempts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clear registration suspend of %Ln extension(s)?</source>
        <translation>
            <numerusform>Clear registration suspend of %Ln extension?</numerusform>
            <numerusform>Clear registration suspend of %Ln extensions?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CurrentCallPage</name>
    <message numerus="yes">
        <source>Hang up %Ln call(s)…</source>
        <translation>
            <numerusform>Hang up %Ln call…</numerusform>
            <numerusform>Hang up %Ln calls…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteEndpoints</name>
    <message numerus="yes">
        <source>Delete %Ln endpoint(s)?</source>
        <translation>
            <numerusform>Delete %Ln endpoint?</numerusform>
            <numerusform>Delete %Ln endpoints?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteGateways</name>
    <message numerus="yes">
        <source>Delete %Ln gateway(s)?</source>
        <translation>
            <numerusform>Delete %Ln gateway?</numerusform>
            <numerusform>Delete %Ln gateways?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DryRuns</name>
    <message numerus="yes">
        <source>Of {attempts} attempt(s) since {began}, {stopped} would have been stopped. Endpoints locked out: {endpoints}; addresses blocked or limited: {addresses}; really hit then: {did}.</source>
        <translation>
            <numerusform>Of {attempts} attempt since {began}, {stopped} would have been stopped. Endpoints locked out: {endpoints}; addresses blocked or limited: {addresses}; really hit then: {did}.</numerusform>
            <numerusform>Of {attempts} attempts since {began}, {stopped} would have been stopped. Endpoints locked out: {endpoints}; addresses blocked or limited: {addresses}; really hit then: {did}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndpointChanges</name>
    <message numerus="yes">
        <source>%Ln more were not changed.</source>
        <translation>
            <numerusform>%Ln more was not changed.</numerusform>
            <numerusform>%Ln more were not changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suspension(s) cleared: {names}.</source>
        <translation>
            <numerusform>%Ln suspension cleared: {names}.</numerusform>
            <numerusform>%Ln suspensions cleared: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were not suspended any more.</source>
        <translation>
            <numerusform>%Ln was not suspended any more.</numerusform>
            <numerusform>%Ln were not suspended any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s) forgotten.</source>
        <translation>
            <numerusform>%Ln wrong password forgotten.</numerusform>
            <numerusform>%Ln wrong passwords forgotten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndpointFiles</name>
    <message numerus="yes">
        <source>%Ln endpoint(s) written to {file}.</source>
        <translation>
            <numerusform>%Ln endpoint written to {file}.</numerusform>
            <numerusform>%Ln endpoints written to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndpointMenu</name>
    <message numerus="yes">
        <source>Clear registration suspend of %Ln extension(s)</source>
        <translation>
            <numerusform>Clear registration suspend of %Ln extension</numerusform>
            <numerusform>Clear registration suspend of %Ln extensions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln endpoint(s)…</source>
        <translation>
            <numerusform>Delete %Ln endpoint…</numerusform>
            <numerusform>Delete %Ln endpoints…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %Ln endpoint(s)…</source>
        <translation>
            <numerusform>Disable %Ln endpoint…</numerusform>
            <numerusform>Disable %Ln endpoints…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %Ln endpoint(s)</source>
        <translation>
            <numerusform>Enable %Ln endpoint</numerusform>
            <numerusform>Enable %Ln endpoints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndpointPasswords</name>
    <message numerus="yes">
        <source>at least %Ln character(s) ({missing} more)</source>
        <translation>
            <numerusform>at least %Ln character ({missing} more)</numerusform>
            <numerusform>at least %Ln characters ({missing} more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndpointStates</name>
    <message numerus="yes">
        <source>Nobody is locked out now. After %Ln wrong password(s) an extension appears here.</source>
        <translation>
            <numerusform>Nobody is locked out now. After %Ln wrong password an extension appears here.</numerusform>
            <numerusform>Nobody is locked out now. After %Ln wrong passwords an extension appears here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndpointText</name>
    <message numerus="yes">
        <source>%Ln extension(s)</source>
        <translation>
            <numerusform>%Ln extension</numerusform>
            <numerusform>%Ln extensions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s) so far</source>
        <translation>
            <numerusform>%Ln time so far</numerusform>
            <numerusform>%Ln times so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong password(s)</source>
        <translation>
            <numerusform>%Ln wrong password</numerusform>
            <numerusform>%Ln wrong passwords</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EngineReport</name>
    <message numerus="yes">
        <source>, restarted %Ln time(s)</source>
        <translation>
            <numerusform>, restarted %Ln time</numerusform>
            <numerusform>, restarted %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Journal: %Ln segment(s) wait, the oldest for {age}</source>
        <translation>
            <numerusform>Journal: %Ln segment waits, the oldest for {age}</numerusform>
            <numerusform>Journal: %Ln segments wait, the oldest for {age}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln record(s) match now; the file holds exactly those that are counted when it begins. {zone}</source>
        <translation>
            <numerusform>%Ln record matches now; the file holds exactly those that are counted when it begins. {zone}</numerusform>
            <numerusform>%Ln records match now; the file holds exactly those that are counted when it begins. {zone}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>As in the table: %n column(s)</source>
        <translation>
            <numerusform>As in the table: %n column</numerusform>
            <numerusform>As in the table: %n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The records go on %n sheet(s).</source>
        <translation>
            <numerusform>The records go on %n sheet.</numerusform>
            <numerusform>The records go on %n sheets.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message numerus="yes">
        <source>Saved %Ln record(s) as {path}. The checksum is that of the engine: {checksum}…</source>
        <translation>
            <numerusform>Saved %Ln record as {path}. The checksum is that of the engine: {checksum}…</numerusform>
            <numerusform>Saved %Ln records as {path}. The checksum is that of the engine: {checksum}…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message numerus="yes">
        <source>At most %Ln value(s) can be asked for at once.</source>
        <translation>
            <numerusform>At most %Ln value can be asked for at once.</numerusform>
            <numerusform>At most %Ln values can be asked for at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirewallRules</name>
    <message numerus="yes">
        <source>… %Ln more line(s)</source>
        <translation>
            <numerusform>… %Ln more line</numerusform>
            <numerusform>… %Ln more lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloodText</name>
    <message numerus="yes">
        <source>It returns by itself when fewer than %Ln call(s) a second are refused for {span}, now {rate}; at the latest at {moment}.</source>
        <translation>
            <numerusform>It returns by itself when fewer than %Ln call a second is refused for {span}, now {rate}; at the latest at {moment}.</numerusform>
            <numerusform>It returns by itself when fewer than %Ln calls a second are refused for {span}, now {rate}; at the latest at {moment}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GatewayMenu</name>
    <message numerus="yes">
        <source>Delete %Ln gateway(s)…</source>
        <translation>
            <numerusform>Delete %Ln gateway…</numerusform>
            <numerusform>Delete %Ln gateways…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %Ln gateway(s)…</source>
        <translation>
            <numerusform>Disable %Ln gateway…</numerusform>
            <numerusform>Disable %Ln gateways…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %Ln gateway(s)</source>
        <translation>
            <numerusform>Enable %Ln gateway</numerusform>
            <numerusform>Enable %Ln gateways</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GatewayPage</name>
    <message numerus="yes">
        <source>%Ln gateway(s)</source>
        <translation>
            <numerusform>%Ln gateway</numerusform>
            <numerusform>%Ln gateways</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) now</source>
        <translation>
            <numerusform>%Ln call now</numerusform>
            <numerusform>%Ln calls now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HangUp</name>
    <message numerus="yes">
        <source>Hang up %Ln call(s)?</source>
        <translation>
            <numerusform>Hang up %Ln call?</numerusform>
            <numerusform>Hang up %Ln calls?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeepBlocked</name>
    <message numerus="yes">
        <source>Block %Ln address(es) for good?</source>
        <translation>
            <numerusform>Block %Ln address for good?</numerusform>
            <numerusform>Block %Ln addresses for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KernelText</name>
    <message numerus="yes">
        <source>%Ln entry(s) are left out of the kernel, because they would hit trusted addresses.</source>
        <translation>
            <numerusform>%Ln entry is left out of the kernel, because it would hit trusted addresses.</numerusform>
            <numerusform>%Ln entries are left out of the kernel, because they would hit trusted addresses.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s) are on their way into the kernel.</source>
        <translation>
            <numerusform>%Ln entry is on its way into the kernel.</numerusform>
            <numerusform>%Ln entries are on their way into the kernel.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockFacts</name>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Operators</name>
    <message numerus="yes">
        <source>{address} until {moment}, after %Ln wrong password(s)</source>
        <translation>
            <numerusform>{address} until {moment}, after %Ln wrong password</numerusform>
            <numerusform>{address} until {moment}, after %Ln wrong passwords</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ParameterExport</name>
    <message numerus="yes">
        <source>%Ln value(s) copied.</source>
        <translation>
            <numerusform>%Ln value copied.</numerusform>
            <numerusform>%Ln values copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ParameterRules</name>
    <message numerus="yes">
        <source>At most %Ln character(s).</source>
        <translation>
            <numerusform>At most %Ln character.</numerusform>
            <numerusform>At most %Ln characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up to %Ln character(s)</source>
        <translation>
            <numerusform>up to %Ln character</numerusform>
            <numerusform>up to %Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message numerus="yes">
        <source>At least %Ln character(s): small, capital, digit and special, not easily guessed</source>
        <translation>
            <numerusform>At least %Ln character: small, capital, digit and special, not easily guessed</numerusform>
            <numerusform>At least %Ln characters: small, capital, digit and special, not easily guessed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %Ln character(s)</source>
        <translation>
            <numerusform>At least %Ln character</numerusform>
            <numerusform>At least %Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProofText</name>
    <message numerus="yes">
        <source>The lockout works: %Ln wrong password(s) were answered by 403, the right one was refused, and after clearing it registered. The endpoint {extension} is gone.</source>
        <translation>
            <numerusform>The lockout works: %Ln wrong password was answered by 403, the right one was refused, and after clearing it registered. The endpoint {extension} is gone.</numerusform>
            <numerusform>The lockout works: %Ln wrong passwords were answered by 403, the right one was refused, and after clearing it registered. The endpoint {extension} is gone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecentCdrPage</name>
    <message numerus="yes">
        <source>The last %n record(s) of all kinds, as they come in. The field at the top looks for numbers, addresses, devices and reasons among them. The CDR page has all records, with filters, figures and exports.</source>
        <translation>
            <numerusform>The last %n record of all kinds, as they come in. The field at the top looks for numbers, addresses, devices and reasons among them. The CDR page has all records, with filters, figures and exports.</numerusform>
            <numerusform>The last %n records of all kinds, as they come in. The field at the top looks for numbers, addresses, devices and reasons among them. The CDR page has all records, with filters, figures and exports.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordBody</name>
    <message numerus="yes">
        <source>Copy %n row(s)</source>
        <translation>
            <numerusform>Copy %n row</numerusform>
            <numerusform>Copy %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>seen in the records of %Ln call(s)</source>
        <translation>
            <numerusform>seen in the record of %Ln call</numerusform>
            <numerusform>seen in the records of %Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Block %Ln address(es)…</source>
        <translation>
            <numerusform>Block %Ln address…</numerusform>
            <numerusform>Block %Ln addresses…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied {copied} of %Ln row(s): those that were shown last. Export the records to have all of them.</source>
        <translation>
            <numerusform>Copied {copied} of %Ln row: those that were shown last. Export the records to have all of them.</numerusform>
            <numerusform>Copied {copied} of %Ln rows: those that were shown last. Export the records to have all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordChart</name>
    <message numerus="yes">
        <source>A question may span %n day(s), the value of SERVER_QUERY_CDR_MAX_DAY_INTERVAL.</source>
        <translation>
            <numerusform>A question may span %n day, the value of SERVER_QUERY_CDR_MAX_DAY_INTERVAL.</numerusform>
            <numerusform>A question may span %n days, the value of SERVER_QUERY_CDR_MAX_DAY_INTERVAL.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemoveTrust</name>
    <message numerus="yes">
        <source>Trust %Ln entry(s) no longer?</source>
        <translation>
            <numerusform>Trust %Ln entry no longer?</numerusform>
            <numerusform>Trust %Ln entries no longer?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Retention</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) would go; held: {held}. Archive files: {new} rewritten, {gone} removed, {size}.</source>
        <translation>
            <numerusform>%Ln record would go; held: {held}. Archive files: {new} rewritten, {gone} removed, {size}.</numerusform>
            <numerusform>%Ln records would go; held: {held}. Archive files: {new} rewritten, {gone} removed, {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing would go now. %Ln record(s) are held.</source>
        <translation>
            <numerusform>Nothing would go now. %Ln record is held.</numerusform>
            <numerusform>Nothing would go now. %Ln records are held.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message numerus="yes">
        <source>%Ln record(s) were removed.</source>
        <translation>
            <numerusform>%Ln record was removed.</numerusform>
            <numerusform>%Ln records were removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message numerus="yes">
        <source>Rings at extension {name} at all of its %Ln contact(s) together.</source>
        <translation>
            <numerusform>Rings at extension {name} at its %Ln contact.</numerusform>
            <numerusform>Rings at extension {name} at all of its %Ln contacts together.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Seals</name>
    <message numerus="yes">
        <source>%Ln seal(s) are not the ones that the audit names, the first: {numbers}.</source>
        <translation>
            <numerusform>%Ln seal is not the one that the audit names: {numbers}.</numerusform>
            <numerusform>%Ln seals are not the ones that the audit names, the first: {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seal(s) are not the ones that were written, the first: {numbers}.</source>
        <translation>
            <numerusform>%Ln seal is not the one that was written: {numbers}.</numerusform>
            <numerusform>%Ln seals are not the ones that were written, the first: {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seal(s). The last one is {head}….</source>
        <translation>
            <numerusform>%Ln seal. The last one is {head}….</numerusform>
            <numerusform>%Ln seals. The last one is {head}….</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked at {time}: %Ln row(s) are not as they were sealed; they come first.</source>
        <translation>
            <numerusform>Checked at {time}: %Ln row is not as it was sealed; it comes first.</numerusform>
            <numerusform>Checked at {time}: %Ln rows are not as they were sealed; they come first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetEnabled</name>
    <message numerus="yes">
        <source>Disable %Ln endpoint(s)?</source>
        <translation>
            <numerusform>Disable %Ln endpoint?</numerusform>
            <numerusform>Disable %Ln endpoints?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetGatewayEnabled</name>
    <message numerus="yes">
        <source>Enable %Ln gateway(s)?</source>
        <translation>
            <numerusform>Enable %Ln gateway?</numerusform>
            <numerusform>Enable %Ln gateways?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %Ln gateway(s)?</source>
        <translation>
            <numerusform>Disable %Ln gateway?</numerusform>
            <numerusform>Disable %Ln gateways?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message numerus="yes">
        <source>%n pattern(s)</source>
        <translation>
            <numerusform>%n pattern</numerusform>
            <numerusform>%n patterns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Numbers and devices are those of the newest %Ln record(s).</source>
        <translation>
            <numerusform>Numbers and devices are those of the newest %Ln record.</numerusform>
            <numerusform>Numbers and devices are those of the newest %Ln records.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuspensionHistory</name>
    <message numerus="yes">
        <source>%Ln wrong password(s)</source>
        <translation>
            <numerusform>%Ln wrong password</numerusform>
            <numerusform>%Ln wrong passwords</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suspended %Ln time(s), {day} of them in the last 24 hours.</source>
        <translation>
            <numerusform>Suspended %Ln time, {day} of them in the last 24 hours.</numerusform>
            <numerusform>Suspended %Ln times, {day} of them in the last 24 hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemParameterPage</name>
    <message numerus="yes">
        <source>%Ln value(s) cannot be sent yet</source>
        <translation>
            <numerusform>%Ln value cannot be sent yet</numerusform>
            <numerusform>%Ln values cannot be sent yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStrip</name>
    <message numerus="yes">
        <source>%n new record(s)</source>
        <translation>
            <numerusform>%n new record</numerusform>
            <numerusform>%n new records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TraceBody</name>
    <message numerus="yes">
        <source>ended; kept for %Ln minute(s) after the last message</source>
        <translation>
            <numerusform>ended; kept for %Ln minute after the last message</numerusform>
            <numerusform>ended; kept for %Ln minutes after the last message</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) were left out of the middle: the call had too many.</source>
        <translation>
            <numerusform>{count} message was left out of the middle: the call had too many.</numerusform>
            <numerusform>{count} messages were left out of the middle: the call had too many.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TraceLadder</name>
    <message numerus="yes">
        <source>Sent %Ln time(s), unchanged: {times}</source>
        <translation>
            <numerusform>Sent %Ln time, unchanged: {times}</numerusform>
            <numerusform>Sent %Ln times, unchanged: {times}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %Ln time(s)</source>
        <translation>
            <numerusform>sent %Ln time</numerusform>
            <numerusform>sent %Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unblock</name>
    <message numerus="yes">
        <source>Unblock %Ln entry(s)?</source>
        <translation>
            <numerusform>Unblock %Ln entry?</numerusform>
            <numerusform>Unblock %Ln entries?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WebhookDialog</name>
    <message numerus="yes">
        <source>At least %Ln character(s); a new address needs its secret anew.</source>
        <translation>
            <numerusform>At least %Ln character; a new address needs its secret anew.</numerusform>
            <numerusform>At least %Ln characters; a new address needs its secret anew.</numerusform>
        </translation>
    </message>
</context>
</TS>
