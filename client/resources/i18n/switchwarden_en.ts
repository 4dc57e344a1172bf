<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AttackPage</name>
    <message numerus="yes">
        <source>Copy %n row(s)</source>
        <translation>
            <numerusform>Copy %n row</numerusform>
            <numerusform>Copy %n rows</numerusform>
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
        <source>Verified up to {moment}: %Ln entry(s) as written.</source>
        <translation>
            <numerusform>Verified up to {moment}: %Ln entry is as it was written.</numerusform>
            <numerusform>Verified up to {moment}: %Ln entries are as they were written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CdrPage</name>
    <message numerus="yes">
        <source>%n attempt(s) of this time were counted but not recorded, because a recording parameter is 0. See System settings › Billing parameters.</source>
        <translation>
            <numerusform>%n attempt of this time was counted but not recorded, because a recording parameter is 0. See System settings › Billing parameters.</numerusform>
            <numerusform>%n attempts of this time were counted but not recorded, because a recording parameter is 0. See System settings › Billing parameters.</numerusform>
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
    <name>ExportDialog</name>
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
    <name>SourcePane</name>
    <message numerus="yes">
        <source>%n pattern(s)</source>
        <translation>
            <numerusform>%n pattern</numerusform>
            <numerusform>%n patterns</numerusform>
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
</TS>
