<?php
/**
 * The plugin's own forms: connecting, and how the connection is.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Draws them; Lasting_Admin_Page answers.
 */
class Lasting_Admin_Forms {
	/**
	 * The beginning of every form.
	 */
	private static function draw_form() {
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( Lasting_Admin_Page::ACTION ) . '">';
		wp_nonce_field( Lasting_Admin_Page::ACTION );
	}

	/**
	 * Before this shop is connected. Nothing was sent anywhere until then.
	 */
	public static function draw_connect() {
		echo '<p>' . esc_html__( 'Lasting keeps the points of your customers on a server of its own. Paste the connection line that your server printed.', 'lasting-loyalty' ) . '</p>';
		self::draw_form();
		echo '<p><label for="lasting-line">' . esc_html__( 'Connection line', 'lasting-loyalty' ) . '</label><br><input id="lasting-line" name="line" class="large-text code" dir="ltr" autocomplete="off" required></p>';
		echo '<p><button class="button button-primary" name="what" value="connect">' . esc_html__( 'Connect', 'lasting-loyalty' ) . '</button> ';
		echo '<button class="button" name="what" value="approve">' . esc_html__( 'Approve keys myself', 'lasting-loyalty' ) . '</button></p></form>';
	}

	/**
	 * While it is connected.
	 *
	 * @param array $connection The connection.
	 */
	public static function draw_health( array $connection ) {
		$names = array(
			'webhooks' => __( 'Webhooks', 'lasting-loyalty' ),
			'keys'     => __( 'REST keys', 'lasting-loyalty' ),
			'cron'     => __( 'Scheduled work', 'lasting-loyalty' ),
			'waiting'  => __( 'Notes to the server', 'lasting-loyalty' ),
			'last'     => __( 'Last note kept', 'lasting-loyalty' ),
		);
		/* translators: %s: address of the server. */
		echo '<p>' . esc_html( sprintf( __( 'Connected to %s', 'lasting-loyalty' ), $connection['server'] ) ) . '</p>';
		echo '<table class="widefat striped" style="max-inline-size:48rem"><tbody>';
		foreach ( Lasting_Health::of( $connection ) as $name => $seen ) {
			$mark = $seen['ok'] ? __( 'Well', 'lasting-loyalty' ) : __( 'Needs you', 'lasting-loyalty' );
			printf( '<tr><th scope="row">%1$s</th><td><strong>%2$s</strong> · %3$s</td></tr>', esc_html( $names[ $name ] ), esc_html( $mark ), esc_html( $seen['value'] ) );
		}
		echo '</tbody></table>';
		self::draw_form();
		echo '<p><button class="button button-primary" name="what" value="repair">' . esc_html__( 'Repair', 'lasting-loyalty' ) . '</button> ';
		echo '<button class="button" name="what" value="disconnect">' . esc_html__( 'Disconnect', 'lasting-loyalty' ) . '</button></p></form>';
	}
}
