<?php
/**
 * Plugin Name: Probe of Lasting's tests
 * Description: Language by cookie, requests that leave, and what a page costs. Laid into a shop that lives for one run.
 */

defined( 'ABSPATH' ) || exit;

$lasting_probe_log = static function ( $name, array $line ) {
	file_put_contents( dirname( ABSPATH ) . '/log/' . $name . '.jsonl', wp_json_encode( $line, JSON_UNESCAPED_SLASHES ) . "\n", FILE_APPEND | LOCK_EX );
};

// Language packs are not there: the language is said to be another, and only words of plugins that bring their own follow.
$lasting_probe_locale = isset( $_COOKIE['probe_locale'] ) && in_array( $_COOKIE['probe_locale'], array( 'fa_IR', 'he_IL' ), true ) ? $_COOKIE['probe_locale'] : null;
if ( null !== $lasting_probe_locale ) {
	$GLOBALS['text_direction'] = 'rtl';
	foreach ( array( 'locale', 'pre_determine_locale' ) as $lasting_probe_hook ) {
		add_filter(
			$lasting_probe_hook,
			static function () use ( $lasting_probe_locale ) {
				return $lasting_probe_locale;
			}
		);
	}
	add_filter(
		'get_user_metadata',
		static function ( $value, $user, $key ) use ( $lasting_probe_locale ) {
			return 'locale' === $key ? array( $lasting_probe_locale ) : $value;
		},
		10,
		3
	);
}

// What leaves the shop, and from which request.
add_filter(
	'pre_http_request',
	static function ( $answer, $args, $url ) use ( $lasting_probe_log ) {
		$lasting_probe_log(
			'outgoing',
			array(
				'page'    => defined( 'DOING_CRON' ) ? 'cron' : ( isset( $_SERVER['REQUEST_URI'] ) ? $_SERVER['REQUEST_URI'] : '' ),
				'url'     => $url,
				'timeout' => isset( $args['timeout'] ) ? $args['timeout'] : null,
			)
		);
		return $answer;
	},
	10,
	3
);

// The same page without the plugin, for comparing.
if ( isset( $_SERVER['HTTP_X_PROBE_WITHOUT'] ) ) {
	add_filter(
		'option_active_plugins',
		static function ( $plugins ) {
			return array_values( array_diff( $plugins, array( 'lasting-loyalty/lasting-loyalty.php' ) ) );
		}
	);
}
if ( isset( $_SERVER['HTTP_X_PROBE_MEASURE'] ) ) {
	// What the processor did for this page: other programs on the same machine make a page late, but not this.
	$lasting_probe_spent = static function () {
		$used = getrusage();
		return ( $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] ) * 1000 + ( $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'] ) / 1000;
	};
	$lasting_probe_begin = $lasting_probe_spent();
	add_action(
		'shutdown',
		static function () use ( $lasting_probe_log, $lasting_probe_spent, $lasting_probe_begin ) {
			$lasting_probe_log(
				'cost',
				array(
					'id'      => $_SERVER['HTTP_X_PROBE_MEASURE'],
					'queries' => $GLOBALS['wpdb']->num_queries,
					'ms'      => $lasting_probe_spent() - $lasting_probe_begin,
				)
			);
		},
		PHP_INT_MAX
	);
}
