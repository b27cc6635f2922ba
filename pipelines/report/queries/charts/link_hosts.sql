-- Where links lead: the hosts with most links to code, and what else is linked there.
WITH hosts AS (
    SELECT host, count(*) FILTER (type = 'code') AS code, count(*) AS links
    FROM links
    GROUP BY host
    ORDER BY code DESC, links DESC, host
    LIMIT 10
)
SELECT links.host, links.type, count(*) AS links, hosts.code AS host_code, hosts.links AS host_links
FROM links
JOIN hosts USING (host)
GROUP BY ALL
ORDER BY host_code DESC, host_links DESC, links.host, links.type;
